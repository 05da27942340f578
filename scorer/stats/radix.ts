/** Radix sorts of unsigned 32-bit keys, least significant digit first (Knuth, TAOCP 5.2.5). */

/** 4,096 counters stay in the fastest cache. */
const DIGIT = 12;
const BUCKETS = 1 << DIGIT;

/** Memory for sorting columns of one length, used again for each of them. */
export class RadixSpace {
	/** To be filled before sorting; used up by it. */
	readonly keys: Uint32Array;
	readonly moved: Uint32Array;
	/** For the scores in their order. */
	readonly sorted: Float64Array;
	readonly counts = new Uint32Array(2 * BUCKETS);

	constructor(n: number) {
		this.keys = new Uint32Array(n);
		this.moved = new Uint32Array(n);
		this.sorted = new Float64Array(n);
	}
}

/** counts[from..from + BUCKETS): how many per bucket -> where each begins. */
function toStarts(counts: Uint32Array, from: number): void {
	let start = 0;
	for (let b = from; b < from + BUCKETS; b++) {
		const count = counts[b]!;
		counts[b] = start;
		start += count;
	}
}

/** Which bits of the keys to sort by: those of key − least, without the lowest `shift`. */
export interface KeyRange {
	least: number;
	shift: number;
}

/** Bits of a key that `shortOrder` sorts n rows by: 24 up to a million. */
export const shortKeyBits = (n: number): number => DIGIT + Math.min(DIGIT, Math.clz32(n - 1));

/**
 * Row numbers by ascending key, stable, where (key − least) >> shift has at most `shortKeyBits(n)`
 * bits; keys that agree in those keep their order. Two passes; in
 * between, what is left of a key and the row number share one word, which halves the memory that is
 * written to at random.
 */
export function shortOrder(
	{ keys, moved, counts }: RadixSpace,
	{ least, shift }: KeyRange,
): Uint32Array {
	const n = keys.length;
	const rows = new Uint32Array(n);
	const rowBits = 32 - Math.clz32(n - 1);
	const rowMask = rowBits === 32 ? -1 : (1 << rowBits) - 1;
	counts.fill(0);
	for (let i = 0; i < n; i++) {
		const key = (keys[i]! - least) >>> shift;
		counts[key & (BUCKETS - 1)]!++;
		counts[BUCKETS + (key >>> DIGIT)]!++;
	}
	toStarts(counts, 0);
	toStarts(counts, BUCKETS);
	for (let i = 0; i < n; i++) {
		const key = (keys[i]! - least) >>> shift;
		moved[counts[key & (BUCKETS - 1)]!++] = ((key >>> DIGIT) << rowBits) | i;
	}
	for (let i = 0; i < n; i++) {
		const packed = moved[i]!;
		rows[counts[BUCKETS + (packed >>> rowBits)]!++] = packed & rowMask;
	}
	return rows;
}

/** Sorts rows, stably, by keys of 32 bits: space.keys[row]. */
export function longOrder({ keys, moved, counts }: RadixSpace, rows: Uint32Array): Uint32Array {
	let from = rows;
	let to: Uint32Array = moved;
	for (let shift = 0; shift < 32; shift += DIGIT) {
		counts.fill(0, 0, BUCKETS);
		for (let i = 0; i < keys.length; i++) counts[(keys[i]! >>> shift) & (BUCKETS - 1)]!++;
		toStarts(counts, 0);
		for (let i = 0; i < from.length; i++) {
			const row = from[i]!;
			to[counts[(keys[row]! >>> shift) & (BUCKETS - 1)]!++] = row;
		}
		[from, to] = [to, from];
	}
	return from.slice();
}
