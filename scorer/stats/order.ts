/** Sorting scores once, for everything that looks at their order. */

const BITS = 11;
const BUCKETS = 1 << BITS;
/** 6 digits of 11 bits cover the 64 bits of a double. */
const PASSES = 6;

/** Doubles as two 32-bit halves whose unsigned order is the order of the numbers. */
function sortableBits(scores: Float64Array): { high: Uint32Array; low: Uint32Array } {
	const high = new Uint32Array(scores.length);
	const low = new Uint32Array(scores.length);
	const double = new Float64Array(1);
	const words = new Uint32Array(double.buffer);
	for (let i = 0; i < scores.length; i++) {
		// Adding 0 turns -0 into 0: they are one score.
		double[0] = scores[i]! + 0;
		// Negative numbers: all bits inverted, so that larger magnitudes come first. Others: sign bit set.
		const flip = words[1]! >> 31;
		low[i] = words[0]! ^ flip;
		high[i] = words[1]! ^ (flip | 0x80000000);
	}
	return { high, low };
}

/** The d-th 11-bit digit of a 64-bit key, least significant first. */
function digit(high: number, low: number, d: number): number {
	if (d < 2) return (low >>> (BITS * d)) & (BUCKETS - 1);
	if (d === 2) return ((low >>> 22) | (high << 10)) & (BUCKETS - 1);
	return (high >>> (BITS * d - 32)) & (BUCKETS - 1);
}

/**
 * Row numbers by ascending score; equal scores keep their row order. Radix sort, O(n): a comparison
 * sort of 22,433 indices takes several times as long.
 * @param scores finite numbers
 */
export function ascendingOrder(scores: Float64Array): Uint32Array {
	const n = scores.length;
	const { high, low } = sortableBits(scores);
	let from = Uint32Array.from({ length: n }, (_, i) => i);
	let to = new Uint32Array(n);
	const starts = new Uint32Array(BUCKETS);
	for (let d = 0; d < PASSES; d++) {
		starts.fill(0);
		for (let i = 0; i < n; i++) starts[digit(high[i]!, low[i]!, d)]!++;
		// Scores of one magnitude share their upper digits: nothing to do then.
		if (n === 0 || starts[digit(high[0]!, low[0]!, d)] === n) continue;
		let start = 0;
		for (let b = 0; b < BUCKETS; b++) {
			const count = starts[b]!;
			starts[b] = start;
			start += count;
		}
		for (let i = 0; i < n; i++) {
			const row = from[i]!;
			to[starts[digit(high[row]!, low[row]!, d)]!++] = row;
		}
		[from, to] = [to, from];
	}
	return from;
}
