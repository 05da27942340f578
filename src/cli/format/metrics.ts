import { getMetric } from '#scorer/index';
import type { Split, SplitReport } from '#scorer/types';
import { formatInterval, intervalColumn } from './interval.ts';
import { formatTable, type Cell, type Column } from './table.ts';

/** The ranking metric is in the table above; the board's columns come first here. */
function orderOf(report: SplitReport, metricId: string, columns: readonly string[]): string[] {
	const others = Object.keys(report.metrics).filter(
		(id) => id !== metricId && !columns.includes(id),
	);
	return [...columns, ...others];
}

/** A value with the digits of its metric. */
function show(id: string, value: number | null): string {
	const decimals = getMetric(id)?.decimals ?? 4;
	return value === null ? '–' : value.toFixed(decimals);
}

/** Every metric of the task; one row each, one pair of columns per split. */
export function metricsTable(
	metricId: string,
	reports: readonly [Split, SplitReport][],
	columns: readonly string[],
): string[] {
	const ids = reports[0] ? orderOf(reports[0][1], metricId, columns) : [];
	const hasInterval = ([, { metrics }]: [Split, SplitReport]) =>
		ids.some((id) => metrics[id]?.interval);
	const heads: Column[] = [
		{ title: 'metric' },
		...reports.flatMap((part): Column[] => [
			{ title: part[0], align: 'right' },
			...(hasInterval(part) ? [intervalColumn()] : []),
		]),
		{ title: '' },
	];
	const rows = ids.map((id): Cell[] => {
		const decimals = getMetric(id)?.decimals ?? 4;
		const figures = reports.map(([, { metrics }]) => metrics[id]);
		const reason = figures.find((figure) => figure?.value === null)?.reason ?? '';
		return [
			getMetric(id)?.name ?? id,
			...reports.flatMap((part, i): Cell[] => [
				show(id, figures[i]?.value ?? null),
				...(hasInterval(part) ? [formatInterval(figures[i]?.interval, decimals)] : []),
			]),
			reason || (columns.includes(id) ? 'column of the leaderboard' : ''),
		];
	});
	return formatTable(heads, rows);
}
