/** Several labels as one: what micro averages of curves are computed from. */
import { ascendingOrder } from './order.ts';
import { sumOf, type ScoreCounts } from './score-counts.ts';

/** Distinct scores of positive rows of all labels, ascending. */
function positiveScores(all: readonly ScoreCounts[]): Float64Array {
	// At least as many as there are distinct scores.
	const found = new Float64Array(all.reduce((sum, { positives }) => sum + sumOf(positives), 0));
	let size = 0;
	for (const { scores: own, positives } of all) {
		for (let i = 0; i < positives.length; i++) if (positives[i]! > 0) found[size++] = own[i]!;
	}
	const positive = found.subarray(0, size);
	const order = ascendingOrder(positive);
	const scores = new Float64Array(size);
	let distinct = 0;
	for (let i = 0; i < size; i++) {
		const score = positive[order[i]!]!;
		if (i === 0 || score !== scores[distinct - 1]) scores[distinct++] = score;
	}
	return scores.subarray(0, distinct);
}

/**
 * The cells of all labels on one scale. Negatives between two neighbouring scores of positives are
 * kept as one entry: ROC and precision-recall areas only depend on how many there are. That is
 * several times as fast as merging all scores, because positive cells are few.
 * @returns entries in ascending order; `scores` of entries without positives are not to be used
 */
export function poolCounts(all: readonly ScoreCounts[]): ScoreCounts {
	const found = positiveScores(all);
	// Even entries hold negatives below found[i], odd ones what has the score found[i].
	const size = 2 * found.length + 1;
	const scores = new Float64Array(size).fill(NaN);
	const positives = new Uint32Array(size);
	const negatives = new Uint32Array(size);
	for (let i = 0; i < found.length; i++) scores[2 * i + 1] = found[i]!;
	for (const own of all) {
		const { scores: ownScores, positives: ownPositives, negatives: ownNegatives } = own;
		let at = 0;
		for (let i = 0; i < ownScores.length; i++) {
			const score = ownScores[i]!;
			while (at < found.length && found[at]! < score) at++;
			const tied = at < found.length && found[at] === score;
			negatives[tied ? 2 * at + 1 : 2 * at]! += ownNegatives[i]!;
			if (ownPositives[i]! > 0) positives[2 * at + 1]! += ownPositives[i]!;
		}
	}
	return { scores, positives, negatives };
}
