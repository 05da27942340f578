import { ascendingOrder } from '#scorer/stats/order';
import { auroc } from '#scorer/stats/roc';
import { countScores } from '#scorer/stats/score-counts';

/** The scorer's AUROC of scores against labels; null where all rows are of one class. */
export const aurocOf = (y: Uint8Array, yScore: Float64Array): number | null =>
	auroc(countScores({ yScore, rows: ascendingOrder(yScore) }, y, null));
