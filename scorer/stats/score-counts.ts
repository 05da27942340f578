/** Positives and negatives per distinct score: all that ROC, AUROC and thresholds depend on. */
import { MISSING } from '../types.ts';
/** Ascending by score. Rows with an unknown label are not in it. */
export interface ScoreCounts {
	scores: Float64Array;
	positives: Uint32Array;
	negatives: Uint32Array;
}

/** The scores of a column, and its rows by ascending score. */
export interface SortedScores {
	yScore: Float64Array;
	rows: Uint32Array;
}

/**
 * Counts the labels at each distinct score, O(n). The scores themselves are gathered when they are
 * asked for: ranks do not need them.
 * @param yTrue 0, 1 or MISSING per row
 * @param included 1 for the rows to count; null for all
 */
export function countScores(
	sorted: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
): ScoreCounts {
	const { yScore, rows } = sorted;
	const positives = new Uint32Array(rows.length);
	const negatives = new Uint32Array(rows.length);
	let at = -1;
	let last = NaN;
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i]!;
		const label = yTrue[row]!;
		if (label === MISSING || (included !== null && included[row] === 0)) continue;
		const score = yScore[row]!;
		if (score !== last) {
			last = score;
			at++;
		}
		if (label === 1) positives[at]!++;
		else negatives[at]!++;
	}
	const size = at + 1;
	let scores: Float64Array | undefined;
	return {
		get scores() {
			return (scores ??= distinctScores(sorted, yTrue, included, size));
		},
		positives: positives.subarray(0, size),
		negatives: negatives.subarray(0, size),
	};
}

/** The distinct scores of the rows that count, ascending. */
function distinctScores(
	{ yScore, rows }: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
	size: number,
): Float64Array {
	const scores = new Float64Array(size);
	let at = -1;
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i]!;
		if (yTrue[row] === MISSING || (included !== null && included[row] === 0)) continue;
		const score = yScore[row]!;
		if (at < 0 || scores[at] !== score) scores[++at] = score;
	}
	return scores;
}

/** All positives, or all negatives. */
export function sumOf(counts: Uint32Array): number {
	let sum = 0;
	for (let i = 0; i < counts.length; i++) sum += counts[i]!;
	return sum;
}
