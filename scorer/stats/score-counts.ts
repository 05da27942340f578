/** Positives and negatives per distinct score: all that ROC, AUROC and thresholds depend on. */
import { MISSING } from '../types.ts';
import type { SortedScores } from './order.ts';

export type { SortedScores };

/** Ascending by score. Rows with an unknown label are not in it. */
export interface ScoreCounts {
	scores: Float64Array;
	positives: Uint32Array;
	negatives: Uint32Array;
}

/**
 * Counts the labels at each distinct score, O(n).
 * @param yTrue 0, 1 or MISSING per row
 * @param included 1 for the rows to count; null for all
 */
export function countScores(
	{ scores, rows }: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
): ScoreCounts {
	const n = rows.length;
	const distinct = new Float64Array(n);
	const positives = new Uint32Array(n);
	const negatives = new Uint32Array(n);
	let size = 0;
	for (let i = 0; i < n; i++) {
		const row = rows[i]!;
		const label = yTrue[row]!;
		if (label === MISSING || (included !== null && included[row] === 0)) continue;
		const score = scores[i]!;
		if (size === 0 || distinct[size - 1] !== score) distinct[size++] = score;
		if (label === 1) positives[size - 1]!++;
		else negatives[size - 1]!++;
	}
	return {
		scores: distinct.subarray(0, size),
		positives: positives.subarray(0, size),
		negatives: negatives.subarray(0, size),
	};
}

/** All positives, or all negatives. */
export function sumOf(counts: Uint32Array): number {
	let sum = 0;
	for (let i = 0; i < counts.length; i++) sum += counts[i]!;
	return sum;
}
