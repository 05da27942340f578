/**
 * Figures of one label from its four counts. Null is undefined: a label without positive rows has no
 * precision, recall or F1, whatever was predicted, as nothing could have been found. scikit-learn has
 * 0 and a warning there (`zero_division`), and 0 for the other undefined figures.
 */
import type { BinaryCounts } from '../types.ts';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const positivesOf = ({ tp, fn }: BinaryCounts): number => tp + fn;
export const negativesOf = ({ tn, fp }: BinaryCounts): number => tn + fp;

/** Share of rows decided rightly; undefined without rows. */
export const correctOf = ({ tp, fp, fn, tn }: BinaryCounts) => share(tp + tn, tp + fp + fn + tn);

/** TP / (TP + FP), also called positive predictive value; undefined where nothing was predicted to be positive. */
export const precisionOf = (counts: BinaryCounts) =>
	positivesOf(counts) === 0 ? null : share(counts.tp, counts.tp + counts.fp);

/** TP / (TP + FN), also called sensitivity. */
export const recallOf = (counts: BinaryCounts) => share(counts.tp, positivesOf(counts));

/** TN / (TN + FP); undefined where every row is positive. */
export const specificityOf = (counts: BinaryCounts) => share(counts.tn, negativesOf(counts));

/**
 * 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall. 0 where there are positive
 * rows and none was predicted to be.
 */
export const f1Of = (counts: BinaryCounts) =>
	positivesOf(counts) === 0 ? null : share(2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn);

/**
 * (TP TN − FP FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN)) (Matthews 1975), the correlation of
 * decisions and labels; undefined where either is the same in every row.
 */
export function mccOf({ tp, fp, fn, tn }: BinaryCounts): number | null {
	const all = (tp + fp) * (tp + fn) * ((tn + fp) * (tn + fn));
	return all === 0 ? null : (tp * tn - fp * fn) / Math.sqrt(all);
}

/**
 * Matthews' correlation of k classes (Gorodkin 2004), from covariances of true and predicted class.
 * @param counts counts[true][predicted]
 */
export function multiclassMcc(counts: readonly (readonly number[])[]): number | null {
	let rows = 0;
	let hits = 0;
	let both = 0;
	let trueSquares = 0;
	let predictedSquares = 0;
	counts.forEach((row, k) => {
		const ofClass = row.reduce((a, b) => a + b, 0);
		const predicted = counts.reduce((a, other) => a + other[k]!, 0);
		rows += ofClass;
		hits += row[k]!;
		both += ofClass * predicted;
		trueSquares += ofClass * ofClass;
		predictedSquares += predicted * predicted;
	});
	const all = (rows * rows - trueSquares) * (rows * rows - predictedSquares);
	return all === 0 ? null : (hits * rows - both) / Math.sqrt(all);
}
