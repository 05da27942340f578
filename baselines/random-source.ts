/** Seeded randomness: the same seed gives the same numbers on every machine. */
export interface RandomSource {
	/** Uniform in [0, 1). */
	uniform(): number;
	/** Standard normal. */
	normal(): number;
	/** One of the entries, each with its weight. */
	pick<T>(entries: readonly (readonly [T, number])[]): T;
}

/** Hashes text to a seed (FNV-1a), so that every part can have a stream of its own. */
export function seedFrom(...parts: (string | number)[]): number {
	let hash = 0x811c9dc5;
	for (const char of parts.join('\u0000')) {
		hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
	}
	return hash >>> 0;
}

/**
 * mulberry32 (Tommy Ettinger, 2017). The normal is the sum of twelve uniforms less six: it needs no
 * logarithm or cosine, whose last digits differ between engines, and is near enough for simulation.
 */
export function randomSource(seed: number): RandomSource {
	let state = seed >>> 0;
	const uniform = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		uniform,
		normal() {
			let sum = -6;
			for (let i = 0; i < 12; i++) sum += uniform();
			return sum;
		},
		pick(entries) {
			let left = uniform() * entries.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [entry, weight] of entries) {
				left -= weight;
				if (left < 0) return entry;
			}
			return entries[entries.length - 1]![0];
		},
	};
}
