/** Figures of hard decisions, from a confusion matrix. */
import { MISSING, type BinaryCounts } from '../types.ts';

/** Per class: true positives, false positives, false negatives. */
export interface ClassCounts {
	tp: number;
	fp: number;
	fn: number;
}

/** counts[true][predicted]. @returns an n × n matrix of zeros, filled from the rows; 255 is skipped */
export function confusionMatrix(yTrue: Uint8Array, yPred: Uint8Array, n: number): number[][] {
	const flat = new Float64Array(n * n);
	for (let i = 0; i < yTrue.length; i++) {
		if (yTrue[i]! < n && yPred[i]! < n) flat[yTrue[i]! * n + yPred[i]!]!++;
	}
	return Array.from({ length: n }, (_, k) => Array.from(flat.subarray(k * n, (k + 1) * n)));
}

/** Counts of 0/1 decisions about 0/1 labels; rows whose label is MISSING are left out. */
export function binaryCounts(yTrue: Uint8Array, yPred: Uint8Array): BinaryCounts {
	const counts: BinaryCounts = { tp: 0, fp: 0, fn: 0, tn: 0 };
	for (let i = 0; i < yTrue.length; i++) {
		if (yTrue[i] === MISSING) continue;
		if (yPred[i] === 1) {
			if (yTrue[i] === 1) counts.tp++;
			else counts.fp++;
		} else if (yTrue[i] === 1) counts.fn++;
		else counts.tn++;
	}
	return counts;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

export const total = (counts: readonly (readonly number[])[]): number =>
	sum(counts.map((row) => sum(row)));

/** Share of rows on the diagonal; null without rows. */
export function accuracyOf(counts: readonly (readonly number[])[]): number | null {
	const rows = total(counts);
	return rows === 0 ? null : sum(counts.map((row, k) => row[k]!)) / rows;
}

export function classCounts(counts: readonly (readonly number[])[], k: number): ClassCounts {
	const tp = counts[k]![k]!;
	return { tp, fp: sum(counts.map((row) => row[k]!)) - tp, fn: sum(counts[k]!) - tp };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Undefined where nothing was predicted to be of the class. */
export const precisionOf = ({ tp, fp }: ClassCounts) => share(tp, tp + fp);
/** Undefined where no row is of the class. */
export const recallOf = ({ tp, fn }: ClassCounts) => share(tp, tp + fn);
/** 2 TP / (2 TP + FP + FN); undefined where the class neither occurs nor is predicted. */
export const f1Of = ({ tp, fp, fn }: ClassCounts) => share(2 * tp, 2 * tp + fp + fn);
