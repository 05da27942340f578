/** A score, finding by finding, as text. */
import { getMetric } from '#scorer/index';
import type { Confusion, Split, SplitReport } from '#scorer/types';
import { formatInterval, heading, intervalColumn } from './interval.ts';
import { perLabel } from './labels.ts';
import { metricsTable } from './metrics.ts';
import { subgroupTables } from './subgroups.ts';
import { formatTable, type Cell, type Column } from './table.ts';

const FIGURE_DECIMALS = 3;
const SPLITS = ['public', 'private', 'all'] as const;

export type Reports = [Split, SplitReport][];

function overall(metricId: string, reports: Reports): string[] {
	const metric = getMetric(metricId);
	const decimals = metric?.decimals ?? FIGURE_DECIMALS;
	const grouped = reports.some(([, { groups }]) => groups !== undefined);
	const columns: Column[] = [
		{ title: 'split' },
		{ title: 'rows', align: 'right' },
		...(grouped ? [{ title: 'groups', align: 'right' } as const] : []),
		{ title: metric?.name ?? metricId, align: 'right', decimals },
		intervalColumn(),
		{ title: '' },
	];
	const rows = reports.map(
		([split, { rows: n, groups, score, reason, interval, averagedOver }]): Cell[] => {
			const over = averagedOver
				? `mean over ${averagedOver.defined} of ${averagedOver.total} labels`
				: '';
			const about = score === null ? (reason ?? 'undefined') : over;
			return [
				...[split, n, ...(grouped ? [groups] : []), score],
				...[formatInterval(interval, decimals), about],
			];
		},
	);
	return formatTable(columns, rows);
}

function confusionMatrix({ labels, counts }: Confusion): string[] {
	const columns: Column[] = [
		{ title: 'true \\ predicted' },
		...labels.map((label): Column => ({ title: label, align: 'right' })),
	];
	return formatTable(
		columns,
		labels.map((label, i) => [label, ...counts[i]!]),
	);
}

/** One split: its labels, the confusion matrix where there is one, and its subgroups. */
function splitBlocks(metricId: string, [split, report]: Reports[number]): string[][] {
	const { confusion, subgroups = [] } = report;
	return [
		heading(split, perLabel(metricId, report)),
		...(confusion ? [confusionMatrix(confusion)] : []),
		...subgroupTables(metricId, split, subgroups),
	];
}

/**
 * The score of each split, every metric, then per split the labels, the confusion matrix and the
 * subgroups.
 * @param columns metrics that a leaderboard shows beside the score; they come first
 */
export function formatReport(
	metricId: string,
	splits: Partial<Record<Split, SplitReport>>,
	columns: readonly string[] = [],
): string {
	const reports = SPLITS.flatMap((split): Reports => {
		const report = splits[split];
		return report ? [[split, report]] : [];
	});
	// The whole is the two splits together; its labels would be a third table of the same.
	const parts = reports.filter(([split]) => split !== 'all');
	const blocks = [
		overall(metricId, reports),
		heading('metrics', metricsTable(metricId, parts, columns)),
		...parts.flatMap((part) => splitBlocks(metricId, part)),
	];
	return blocks.map((lines) => lines.join('\n')).join('\n\n');
}
