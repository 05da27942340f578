/** Seeded pseudo-random numbers: the same seed gives the same numbers on every machine. */

const UNIT = 2 ** -32;

/** Uniform integers from 0 to 2³² − 1 (sfc32 of Doty-Humphrey's PractRand, 2010). */
export class Random {
	private a = 0x9e3779b9 | 0;
	private b = 0x243f6a88 | 0;
	private c: number;
	private counter = 1;

	constructor(seed: number) {
		this.c = seed | 0;
		for (let i = 0; i < 15; i++) this.uint32();
	}

	uint32(): number {
		const sum = (this.a + this.b + this.counter++) | 0;
		this.a = this.b ^ (this.b >>> 9);
		this.b = (this.c + (this.c << 3)) | 0;
		this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}

	/**
	 * Draws as many units as there are, with replacement (Efron 1979): counts[i] is how often unit i
	 * was drawn. Of the 2³² numbers no unit has more than one more than another.
	 */
	drawCounts(counts: Uint32Array): void {
		const n = counts.length;
		const scale = n * UNIT;
		counts.fill(0);
		// `uint32` on locals: most of the time of a bootstrap of decisions is spent here.
		let { a, b, c, counter } = this;
		for (let i = 0; i < n; i++) {
			const sum = (a + b + counter++) | 0;
			a = b ^ (b >>> 9);
			b = (c + (c << 3)) | 0;
			c = (((c << 21) | (c >>> 11)) + sum) | 0;
			counts[((sum >>> 0) * scale) >>> 0]!++;
		}
		this.a = a;
		this.b = b;
		this.c = c;
		this.counter = counter | 0;
	}
}

/** Uniform numbers in [0, 1). */
export function randomUnit(seed: number): () => number {
	const random = new Random(seed);
	return () => random.uint32() * UNIT;
}
