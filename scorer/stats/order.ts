/** Sorting scores once, for everything that looks at their order. */

const BITS = 11;
const BUCKETS = 1 << BITS;
/** 3 digits of 11 bits cover the 32 bits of a key. */
const PASSES = 3;
/** Runs of equal keys up to this length are sorted by insertion. */
const SHORT_RUN = 24;

/**
 * The upper halves of doubles (sign, exponent, 20 bits of fraction), changed so that their unsigned
 * order is that of the numbers.
 */
function sortKeys(scores: Float64Array): Uint32Array<ArrayBuffer> {
	const n = scores.length;
	const keys = new Uint32Array(n);
	const double = new Float64Array(1);
	const words = new Uint32Array(double.buffer);
	for (let i = 0; i < n; i++) {
		// Adding 0 turns -0 into 0: they are one score.
		double[0] = scores[i]! + 0;
		const high = words[1]!;
		// Negative: all bits inverted, as a larger magnitude comes first. Otherwise: sign bit set.
		keys[i] = high ^ ((high >> 31) | 0x80000000);
	}
	return keys;
}

/** counts of every digit -> where each digit's bucket starts; false where one bucket holds all. */
function toStarts(counts: Uint32Array, n: number): boolean {
	let start = 0;
	for (let b = 0; b < BUCKETS; b++) {
		const count = counts[b]!;
		if (count === n) return false;
		counts[b] = start;
		start += count;
	}
	return true;
}

/** Row numbers by ascending key, stable: least significant digit first (Knuth, TAOCP 5.2.5). Uses up the keys. */
function radixOrder(keys: Uint32Array<ArrayBuffer>): { order: Uint32Array; sorted: Uint32Array } {
	const n = keys.length;
	let order = new Uint32Array(n);
	let toOrder = new Uint32Array(n);
	let sorted = keys;
	let toSorted = new Uint32Array(n);
	for (let i = 0; i < n; i++) order[i] = i;
	const buckets = new Uint32Array(BUCKETS);
	for (let pass = 0; pass < PASSES; pass++) {
		const shift = BITS * pass;
		buckets.fill(0);
		for (let i = 0; i < n; i++) buckets[(sorted[i]! >>> shift) & (BUCKETS - 1)]!++;
		if (!toStarts(buckets, n)) continue;
		for (let i = 0; i < n; i++) {
			const key = sorted[i]!;
			const to = buckets[(key >>> shift) & (BUCKETS - 1)]!++;
			toSorted[to] = key;
			toOrder[to] = order[i]!;
		}
		[order, toOrder] = [toOrder, order];
		[sorted, toSorted] = [toSorted, sorted];
	}
	return { order, sorted };
}

/** Sorts order[from..to) by the whole score; equal scores keep their order. */
function sortRun(order: Uint32Array, scores: Float64Array, from: number, to: number): void {
	if (to - from > SHORT_RUN) {
		order.subarray(from, to).sort((a, b) => scores[a]! - scores[b]! || a - b);
		return;
	}
	for (let i = from + 1; i < to; i++) {
		const row = order[i]!;
		const score = scores[row]!;
		let at = i;
		for (; at > from && scores[order[at - 1]!]! > score; at--) order[at] = order[at - 1]!;
		order[at] = row;
	}
}

/** Is a run of equal keys one score? Ties are common, and need no sorting. */
function isTie(order: Uint32Array, scores: Float64Array, from: number, to: number): boolean {
	const first = scores[order[from]!]!;
	for (let i = from + 1; i < to; i++) if (scores[order[i]!] !== first) return false;
	return true;
}

/**
 * Row numbers by ascending score; equal scores keep their row order. A radix sort over the upper 32
 * bits, then the few runs that agree in them by the whole score: several times as fast as sorting
 * indexes with a comparison.
 * @param scores finite numbers
 */
export function ascendingOrder(scores: Float64Array): Uint32Array {
	const n = scores.length;
	const { order, sorted } = radixOrder(sortKeys(scores));
	for (let from = 0; from < n;) {
		let to = from + 1;
		while (to < n && sorted[to] === sorted[from]) to++;
		if (to - from > 1 && !isTie(order, scores, from, to)) sortRun(order, scores, from, to);
		from = to;
	}
	return order;
}
