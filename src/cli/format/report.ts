/** A score, finding by finding, as text. */
import { getMetric } from '#scorer/index';
import type { Confusion, LabelReport, Split, SplitReport } from '#scorer/types';
import { style } from '../style.ts';
import { formatTable, type Cell, type Column } from './table.ts';

const FIGURE_DECIMALS = 3;
const SPLITS = ['public', 'private', 'all'] as const;

type Reports = Partial<Record<Split, SplitReport>>;

const isCount = (figure: string) => figure === 'n' || figure === 'positives';
/** Figures are lower-case keys; auroc reads better as AUROC. */
const title = (figure: string) =>
	/^(auroc|auprc|mcc|ece)$/.test(figure) ? figure.toUpperCase() : figure;

function overall(metricId: string, reports: [Split, SplitReport][]): string[] {
	const metric = getMetric(metricId);
	const decimals = metric?.decimals ?? FIGURE_DECIMALS;
	const columns: Column[] = [
		{ title: 'split' },
		{ title: 'rows', align: 'right' },
		{ title: metric?.name ?? metricId, align: 'right', decimals },
		{ title: '' },
	];
	const rows = reports.map(([split, { rows: n, score, reason, averagedOver }]): Cell[] => {
		const over = averagedOver
			? `mean over ${averagedOver.defined} of ${averagedOver.total} labels`
			: '';
		return [split, n, score, score === null ? (reason ?? 'undefined') : over];
	});
	return formatTable(columns, rows);
}

/** One row per label; the figures are those of the report, whichever the task has. */
function perLabel(labels: Record<string, LabelReport>): string[] {
	const reports = Object.entries(labels);
	const figures = Object.keys(reports[0]?.[1] ?? {}).filter((figure) => !isCount(figure));
	const columns: Column[] = [
		{ title: 'label' },
		{ title: 'n', align: 'right' },
		{ title: 'positives', align: 'right' },
		...figures.map((figure): Column => {
			return { title: title(figure), align: 'right', decimals: FIGURE_DECIMALS };
		}),
	];
	return formatTable(
		columns,
		reports.map(([label, report]) => [
			label,
			report.n,
			report.positives,
			...figures.map((figure) => report[figure]),
		]),
	);
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

/** The overall table, then per split the labels and, where there is one, the confusion matrix. */
export function formatReport(metricId: string, splits: Reports): string {
	const reports = SPLITS.flatMap((split) =>
		splits[split] ? [[split, splits[split]] as [Split, SplitReport]] : [],
	);
	const blocks = [overall(metricId, reports)];
	// The whole is the two splits together; its labels would be a third table of the same.
	for (const [split, report] of reports.filter(([name]) => name !== 'all')) {
		blocks.push([style.bold(split), ...perLabel(report.labels)]);
		if (report.confusion) blocks.push(confusionMatrix(report.confusion));
	}
	return blocks.map((lines) => lines.join('\n')).join('\n\n');
}
