import { getMetric } from '#scorer/index';
import type { LabelReport, SplitReport } from '#scorer/types';
import { formatInterval, intervalColumn } from './interval.ts';
import { formatTable, type Cell, type Column } from './table.ts';

const DECIMALS = 3;

const isCount = (figure: string) => figure === 'n' || figure === 'positives';
/** Figures are lower-case keys; auroc reads better as AUROC. */
const title = (figure: string) =>
	/^(auroc|auprc|mcc|ece)$/.test(figure) ? figure.toUpperCase() : figure.replaceAll('_', ' ');

/** The figure of the ranking metric first: its interval stands beside it. */
function orderOf(reports: LabelReport[], main: string | undefined): string[] {
	const figures = Object.keys(reports[0] ?? {}).filter((figure) => !isCount(figure));
	return [...figures].sort((a, b) => Number(b === main) - Number(a === main));
}

/** One row per label; the figures are those of the report, whichever the task has. */
export function perLabel(
	metricId: string,
	{ labels, label_intervals = {} }: Pick<SplitReport, 'labels' | 'label_intervals'>,
): string[] {
	const main = getMetric(metricId)?.key;
	const entries = Object.entries(labels);
	const figures = orderOf(
		entries.map(([, report]) => report),
		main,
	);
	const withInterval = (figure: string) =>
		figure === main && entries.some(([label]) => label_intervals[label]?.[figure]);
	const columns: Column[] = [
		{ title: 'label' },
		{ title: 'n', align: 'right' },
		{ title: 'positives', align: 'right' },
		...figures.flatMap((figure): Column[] => [
			{ title: title(figure), align: 'right', decimals: DECIMALS },
			...(withInterval(figure) ? [intervalColumn()] : []),
		]),
	];
	const rows = entries.map(([label, report]): Cell[] => [
		...[label, report.n, report.positives],
		...figures.flatMap((figure): Cell[] => [
			report[figure],
			...(withInterval(figure) ? [formatInterval(label_intervals[label]?.[figure], DECIMALS)] : []),
		]),
	]);
	return formatTable(columns, rows);
}
