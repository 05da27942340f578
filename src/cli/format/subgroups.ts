import { getMetric } from '#scorer/index';
import type { Subgroup } from '#scorer/types';
import { formatInterval, heading, intervalColumn } from './interval.ts';
import { formatTable, type Cell, type Column } from './table.ts';

/** The ranking metric within each group; the worst is named. */
function subgroupTable(metricId: string, { groups, worst }: Subgroup): string[] {
	const metric = getMetric(metricId);
	const decimals = metric?.decimals ?? 4;
	const counted = groups.some(({ positives }) => positives !== undefined);
	const columns: Column[] = [
		{ title: 'group' },
		{ title: 'rows', align: 'right' },
		...(counted ? [{ title: 'positives', align: 'right' } as const] : []),
		{ title: metric?.shortName ?? metricId, align: 'right', decimals },
		intervalColumn(),
		{ title: '' },
	];
	const rows = groups.map(({ value, rows: n, positives, score, interval, reason }): Cell[] => [
		...[value, n, ...(counted ? [positives] : []), score],
		...[formatInterval(interval, decimals), reason ?? (value === worst ? 'worst' : '')],
	]);
	return formatTable(columns, rows);
}

/** One table per column of the solution. */
export const subgroupTables = (
	metricId: string,
	split: string,
	subgroups: readonly Subgroup[],
): string[][] =>
	subgroups.map((subgroup) =>
		heading(`${split}, by ${subgroup.column}`, subgroupTable(metricId, subgroup)),
	);
