/** What a chart shows, as a table for its CSV. The first row is the header. */
import { m } from '#messages';
import type { Distribution, PrCurve, Reliability, RocCurve } from '#scorer/types';
import type { Cell } from '#lib/format/csv';

export type Table = Cell[][];

export const rocTable = (curves: readonly { label: string; curve: RocCurve }[]): Table => [
	['label', 'fpr', 'tpr'],
	...curves.flatMap(({ label, curve }) =>
		curve.fpr.map((fpr, i): Cell[] => [label, fpr, curve.tpr[i]]),
	),
];

export const prTable = (curves: readonly { label: string; curve: PrCurve }[]): Table => [
	['label', 'recall', 'precision'],
	...curves.flatMap(({ label, curve }) =>
		curve.recall.map((recall, i): Cell[] => [label, recall, curve.precision[i]]),
	),
];

export const reliabilityTable = (label: string, bins: Reliability): Table => [
	['label', 'from', 'to', 'rows', 'mean_score', 'positive_share'],
	...bins.n.map((n, i): Cell[] => [
		label,
		bins.lo[i],
		bins.hi[i],
		n,
		bins.meanScore[i],
		bins.positiveShare[i],
	]),
];

export const distributionTable = (label: string, bins: Distribution): Table => [
	['label', 'from', 'to', 'positives', 'negatives'],
	...bins.positives.map((n, i): Cell[] => [
		label,
		bins.edges[i],
		bins.edges[i + 1],
		n,
		bins.negatives[i],
	]),
];

export const matrixTable = (labels: readonly string[], counts: readonly number[][]): Table => [
	['true', ...labels.map((label) => m.charts_matrix_predicted_as({ label }))],
	...counts.map((row, i): Cell[] => [labels[i], ...row]),
];
