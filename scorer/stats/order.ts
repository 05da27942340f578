/** Sorting scores once, for everything that looks at their order. */
import { longOrder, RadixSpace, type KeyRange, shortKeyBits, shortOrder } from './radix.ts';

/** Upper halves that need this many bits more than are sorted by spread too unevenly over them. */
const SPARE_BITS = 2;

/** High half of -0. */
const NEGATIVE_ZERO = -0x80000000;

/** Doubles as pairs of words, low half first: every machine that runs JavaScript is little-endian. */
const wordsOf = (scores: Float64Array): Int32Array =>
	new Int32Array(scores.buffer, scores.byteOffset, 2 * scores.length);

/**
 * The upper halves of doubles (sign, exponent, 20 bits of fraction), changed so that their unsigned
 * order is that of the numbers.
 * @returns the least and the greatest key
 */
function upperKeys(words: Int32Array, keys: Uint32Array): [least: number, most: number] {
	let least = 0xffffffff;
	let most = 0;
	for (let i = 0; i < keys.length; i++) {
		let high = words[2 * i + 1]!;
		// -0 and 0 are one score.
		if (high === NEGATIVE_ZERO && words[2 * i] === 0) high = 0;
		// Negative: all bits inverted, as a larger magnitude comes first. Otherwise: sign bit set.
		const key = (high ^ ((high >> 31) | 0x80000000)) >>> 0;
		keys[i] = key;
		if (key < least) least = key;
		if (key > most) most = key;
	}
	return [least, most];
}

/** The lower halves, ascending with the number among numbers of the same upper half. */
function lowerKeys(words: Int32Array, keys: Uint32Array): void {
	for (let i = 0; i < keys.length; i++) {
		const low = words[2 * i]!;
		const high = words[2 * i + 1]!;
		keys[i] = high < 0 && (high !== NEGATIVE_ZERO || low !== 0) ? ~low : low;
	}
}

/** Where each score lies between the least and the greatest; all 0 where that cannot be said. */
function evenKeys(scores: Float64Array, keys: Uint32Array, bits: number): void {
	let least = Infinity;
	let most = -Infinity;
	for (let i = 0; i < scores.length; i++) {
		const score = scores[i]!;
		if (score < least) least = score;
		if (score > most) most = score;
	}
	const perScore = (2 ** bits - 1) / (most - least);
	const usable = Number.isFinite(perScore) && perScore > 0;
	// Rounding keeps the order: of two scores the greater never gets the lesser key.
	for (let i = 0; i < keys.length; i++) keys[i] = usable ? (scores[i]! - least) * perScore : 0;
}

/** Keys of few bits in the order of the scores: equal scores have equal keys, others may too. */
function shortKeys(scores: Float64Array, keys: Uint32Array): KeyRange {
	const [least, most] = upperKeys(wordsOf(scores), keys);
	const bits = shortKeyBits(scores.length);
	const spare = 32 - Math.clz32(most - least) - bits;
	// Around zero, most of the bits are exponents that hardly a score has: logits are like that.
	if (spare <= SPARE_BITS) return { least, shift: Math.max(0, spare) };
	evenKeys(scores, keys, bits);
	return { least: 0, shift: 0 };
}

/** All bits, the lower halves first. */
function exactOrder(scores: Float64Array, space: RadixSpace): Uint32Array {
	const words = wordsOf(scores);
	lowerKeys(words, space.keys);
	const rows = longOrder(
		space,
		Uint32Array.from(space.keys, (_, i) => i),
	);
	upperKeys(words, space.keys);
	return longOrder(space, rows);
}

/** Insertion sort of what is nearly sorted; gives up, with false, where it is not nearly so. */
function settle(scores: Float64Array, rows: Uint32Array): boolean {
	let moves = 4 * scores.length;
	for (let i = 1; i < scores.length; i++) {
		const score = scores[i]!;
		if (!(score < scores[i - 1]!)) continue;
		const row = rows[i]!;
		let at = i;
		for (; at > 0 && scores[at - 1]! > score; at--) {
			scores[at] = scores[at - 1]!;
			rows[at] = rows[at - 1]!;
		}
		scores[at] = score;
		rows[at] = row;
		moves -= i - at;
		if (moves < 0) return false;
	}
	return true;
}

/**
 * Row numbers by ascending score; equal scores keep their row order. A radix sort over about 24 bits,
 * then an insertion sort over the few scores that agree in them; where they are not few, as with
 * saturated scores, a radix sort over all bits. O(n).
 * @param scores finite numbers
 * @param space to be used again for columns of the same length
 */
export function ascendingOrder(
	scores: Float64Array,
	space = new RadixSpace(scores.length),
): Uint32Array {
	const rows = shortOrder(space, shortKeys(scores, space.keys));
	const { sorted } = space;
	for (let i = 0; i < rows.length; i++) sorted[i] = scores[rows[i]!]!;
	return settle(sorted, rows) ? rows : exactOrder(scores, space);
}

/** The scores in ascending order, with their row numbers. */
export function sortScores(scores: Float64Array): { scores: Float64Array; rows: Uint32Array } {
	const rows = ascendingOrder(scores);
	const sorted = new Float64Array(rows.length);
	for (let i = 0; i < rows.length; i++) sorted[i] = scores[rows[i]!]!;
	return { scores: sorted, rows };
}
