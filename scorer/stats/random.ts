/** Seeded pseudo-random numbers: the same seed gives the same numbers on every machine. */

/** Uniform integers from 0 to 2³² − 1 (sfc32 of Doty-Humphrey's PractRand, 2010). */
export function randomUint32(seed: number): () => number {
	let a = 0x9e3779b9 | 0;
	let b = 0x243f6a88 | 0;
	let c = seed | 0;
	let counter = 1;
	const next = () => {
		const sum = (a + b + counter++) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + sum;
		return sum >>> 0;
	};
	for (let i = 0; i < 15; i++) next();
	return next;
}

const UNIT = 2 ** -32;

/** Uniform numbers in [0, 1). */
export function randomUnit(seed: number): () => number {
	const next = randomUint32(seed);
	return () => next() * UNIT;
}

/**
 * Draws as many units as there are, with replacement (Efron 1979): counts[i] is how often unit i was
 * drawn. Of every 2³² values at most `counts.length` more fall on one unit than on another.
 */
export function drawCounts(next: () => number, counts: Uint32Array): void {
	const n = counts.length;
	const scale = n * UNIT;
	counts.fill(0);
	for (let i = 0; i < n; i++) counts[(next() * scale) >>> 0]!++;
}
