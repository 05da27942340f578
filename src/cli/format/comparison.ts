/** Two submissions side by side, as text. */
import { getMetric } from '#scorer/index';
import type { Comparison, Difference, SplitComparison } from '#scorer/types';
import { formatInterval, formatP, heading, intervalColumn } from './interval.ts';
import { formatTable, type Cell, type Column } from './table.ts';

const SPLITS = ['public', 'private', 'all'] as const;
const LABEL_DECIMALS = 3;

const TESTS: Record<NonNullable<Difference['test']>, string> = {
	delong: 'DeLong',
	mcnemar: 'McNemar',
	paired_rows: 'paired rows',
	paired_bootstrap: 'paired bootstrap',
};

const signed = (value: number | null, decimals: number) =>
	value === null ? '–' : `${value > 0 ? '+' : ''}${value.toFixed(decimals)}`;
const plain = (value: number | null, decimals: number) =>
	value === null ? '–' : value.toFixed(decimals);

const right = (title: string): Column => ({ title, align: 'right' });
const FIGURES = [right('a'), right('b'), right('a − b'), intervalColumn(), right('p')];

const figures = ({ a, b, difference, interval, p }: Difference, decimals: number): Cell[] => [
	...[plain(a, decimals), plain(b, decimals), signed(difference, decimals)],
	...[formatInterval(interval, decimals), formatP(p)],
];

const about = ({ test, reason }: Difference) => reason ?? (test ? TESTS[test] : '');

function metricsTable(metrics: SplitComparison['metrics']): string[] {
	return formatTable(
		[{ title: 'metric' }, ...FIGURES, { title: '' }],
		Object.entries(metrics).map(([id, difference]) => [
			getMetric(id)?.name ?? id,
			...figures(difference, getMetric(id)?.decimals ?? 4),
			about(difference),
		]),
	);
}

function labelsTable(labels: NonNullable<SplitComparison['labels']>): string[] {
	return formatTable(
		[{ title: 'label' }, right('positives'), ...FIGURES, right('p (Holm)'), { title: '' }],
		Object.entries(labels).map(([label, difference]) => [
			...[label, difference.positives],
			...figures(difference, LABEL_DECIMALS),
			...[formatP(difference.p_holm), difference.reason ?? ''],
		]),
	);
}

/** Per split the metrics, and the figure of the ranking metric per label. */
export function formatComparison({ splits }: Comparison): string {
	const blocks = SPLITS.flatMap((split) => {
		const found = splits[split];
		if (!found) return [];
		const { rows, groups, metrics, labels, figure } = found;
		const size = `${rows} rows${groups === undefined ? '' : `, ${groups} groups`}`;
		return [
			heading(`${split}, ${size}`, metricsTable(metrics)),
			...(labels ? [heading(`${split}, ${figure} by label`, labelsTable(labels))] : []),
		];
	});
	return blocks.map((lines) => lines.join('\n')).join('\n\n');
}
