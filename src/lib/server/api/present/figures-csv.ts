import { own } from '#scorer/own';
import type { Split, SplitReport } from '#scorer/types';
import { csvFile, type CsvCell } from '../../csv.ts';

const HEAD = [
	'split',
	'label',
	'figure',
	'n',
	'positives',
	'value',
	'lo',
	'hi',
	'method',
	'reason',
];

/** Figures of the whole split; `label` is empty. */
const overall = (split: Split, report: SplitReport): CsvCell[][] =>
	Object.entries(report.metrics).map(([id, { value, interval, method, reason }]) => [
		...[split, '', id, report.rows, null],
		...[value, interval?.[0], interval?.[1], method, reason],
	]);

const perLabel = (split: Split, report: SplitReport): CsvCell[][] =>
	Object.entries(report.labels).flatMap(([label, { n, positives, ...figures }]) =>
		Object.entries(figures).map(([figure, value]) => {
			const interval = own(report.label_intervals, label)?.[figure];
			const reason = own(report.label_reasons, label)?.[figure];
			return [
				split,
				label,
				figure,
				n,
				positives,
				value,
				interval?.[0],
				interval?.[1],
				null,
				reason,
			];
		}),
	);

/** Every figure of the splits that are there; one a line, with all its digits. */
export function figuresCsv(reports: Partial<Record<Split, SplitReport | null>>): string {
	const rows = (['public', 'private', 'all'] as const).flatMap((split) => {
		const report = reports[split];
		return report ? [...overall(split, report), ...perLabel(split, report)] : [];
	});
	return csvFile([HEAD, ...rows]);
}
