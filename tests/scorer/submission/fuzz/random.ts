/** A seeded source of choices (mulberry32): the same seed makes the same files. */
export interface Random {
	/** A whole number from 0 to n − 1. */
	below(n: number): number;
	pick<T>(values: readonly T[]): T;
	/** True once in n. */
	oneIn(n: number): boolean;
}

export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (t ^ (t >>> 14)) >>> 0;
	};
	const below = (n: number) => next() % n;
	return { below, pick: (values) => values[below(values.length)]!, oneIn: (n) => below(n) === 0 };
}
