/** Ranks of scores within the true classes, so that two good models are not alike for being good. */
import { ascendingOrder } from '../stats/order.ts';

/**
 * Mid-ranks within each stratum, centred there, the whole column scaled to length 1: the dot product
 * of two such columns is a rank correlation given the truth (the pooled within-class Spearman).
 * @param scores n finite scores
 * @param stratum n small integers: 0, 1, MISSING
 * @returns n numbers, or null where the scores are constant in every stratum
 */
export function stratifiedRanks(scores: Float64Array, stratum: Uint8Array): Float32Array | null {
	const n = scores.length;
	const out = new Float64Array(n);
	const order = ascendingOrder(scores);
	const rowsOf = new Map<number, number[]>();
	for (const row of order) {
		const rows = rowsOf.get(stratum[row]!);
		if (rows) rows.push(row);
		else rowsOf.set(stratum[row]!, [row]);
	}
	let squares = 0;
	for (const rows of rowsOf.values()) {
		const middle = (rows.length - 1) / 2;
		for (let start = 0; start < rows.length;) {
			let end = start + 1;
			while (end < rows.length && scores[rows[end]!] === scores[rows[start]!]) end++;
			// Ranks count from 0 to size - 1; equal scores share the mean of theirs.
			const centred = ((start + end - 1) / 2 - middle) / rows.length;
			for (let i = start; i < end; i++) out[rows[i]!] = centred;
			squares += (end - start) * centred * centred;
			start = end;
		}
	}
	if (squares === 0) return null;
	const scale = 1 / Math.sqrt(squares);
	return Float32Array.from(out, (x) => x * scale);
}

/** @returns the dot product of two columns of equal length */
export function dot(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
