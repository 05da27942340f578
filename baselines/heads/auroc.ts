import { auroc } from '#scorer/stats/roc';
import { countScores } from '#scorer/stats/score-counts';
import { sortScores } from '#scorer/stats/order';

/** The scorer's AUROC of scores against labels; null where all rows are of one class. */
export const aurocOf = (y: Uint8Array, scores: Float64Array): number | null =>
	auroc(countScores(sortScores(scores), y, null));
