/** Figures of hard decisions, from a confusion matrix. */
import { MISSING, type BinaryCounts } from '../types.ts';

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

/** Class k against all others. */
export function classCounts(counts: readonly (readonly number[])[], k: number): BinaryCounts {
	const tp = counts[k]![k]!;
	const fp = sum(counts.map((row) => row[k]!)) - tp;
	const fn = sum(counts[k]!) - tp;
	return { tp, fp, fn, tn: total(counts) - tp - fp - fn };
}

/** Counts of several labels in one: what micro averages are computed from. */
export function addCounts(all: readonly BinaryCounts[]): BinaryCounts {
	const of = (key: keyof BinaryCounts) => sum(all.map((counts) => counts[key]));
	return { tp: of('tp'), fp: of('fp'), fn: of('fn'), tn: of('tn') };
}
