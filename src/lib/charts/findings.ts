import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { SplitReportJson } from '#lib/api/schemas/submissions';

/** A figure that labels of a report have, as its metric describes it. */
export interface FigureInfo {
	key: string;
	name: string;
	decimals: number;
	range: readonly [number, number];
	higherIsBetter: boolean;
}

/** One label of a report, ready to be drawn. */
export interface Finding {
	label: string;
	n: number;
	positives: number;
	value: number | null;
	interval: readonly [number, number] | null;
	/** Why there is no value. */
	reason: string | null;
	/** Faint marks: the leader's and a baseline's value. */
	marks: { name: string; value: number }[];
}

/** Every per-label figure of a report, in the order in which it was written. */
export function figureKeys(report: Pick<SplitReportJson, 'labels'>): string[] {
	const keys = new Set<string>();
	for (const row of Object.values(report.labels))
		for (const key of Object.keys(row)) if (key !== 'n' && key !== 'positives') keys.add(key);
	return [...keys];
}

/** The per-label figures of a report as its task's metrics describe them, in the metrics' order. */
export function figuresOf(
	report: Pick<SplitReportJson, 'labels'>,
	metrics: readonly MetricInfo[],
): FigureInfo[] {
	const keys = figureKeys(report);
	const known = new Map<string, FigureInfo>();
	for (const { key, key_name, decimals, range, higher_is_better } of metrics)
		if (key !== null && keys.includes(key) && !known.has(key))
			known.set(key, {
				key,
				name: key_name ?? key,
				decimals,
				range,
				higherIsBetter: higher_is_better,
			});
	return [...known.values()];
}

/** The figure that the rows show: the ranking metric's own, else the first that the report has. */
export function mainFigure(
	report: Pick<SplitReportJson, 'labels'>,
	metric: Pick<MetricInfo, 'key'>,
	metrics: readonly MetricInfo[],
): string | null {
	const figures = figuresOf(report, metrics);
	return (figures.find(({ key }) => key === metric.key) ?? figures[0])?.key ?? null;
}

/** Findings by their score, the best first; undefined ones last, by name. */
export function findings(
	report: Pick<SplitReportJson, 'labels' | 'label_intervals' | 'label_reasons'>,
	figure: Pick<FigureInfo, 'key' | 'higherIsBetter'>,
	references: readonly {
		name: string;
		figure: string;
		labels: Record<string, number | null>;
	}[],
): Finding[] {
	const { key, higherIsBetter } = figure;
	const rows = Object.entries(report.labels).map(([label, row]) => ({
		label,
		n: row.n,
		positives: row.positives,
		value: row[key] ?? null,
		interval: report.label_intervals?.[label]?.[key] ?? null,
		reason: report.label_reasons?.[label]?.[key] ?? null,
		marks: references.flatMap(({ name, figure: of, labels }) => {
			const value = of === key ? labels[label] : null;
			return value === null || value === undefined ? [] : [{ name, value }];
		}),
	}));
	return rows.sort((a, b) =>
		a.value === null || b.value === null
			? Number(a.value === null) - Number(b.value === null) || a.label.localeCompare(b.label)
			: higherIsBetter
				? b.value - a.value
				: a.value - b.value,
	);
}

/** Row totals and shares of a confusion matrix (true classes are rows). */
export function rowShares(counts: readonly (readonly number[])[]) {
	return counts.map((row) => {
		const total = row.reduce((sum, n) => sum + n, 0);
		return { total, shares: row.map((n) => (total ? n / total : null)) };
	});
}

/** The per-label figure that sums up a chart: the area under a ROC or precision-recall curve. */
export function chartFigure(
	chart: MetricInfo['charts'][number],
	report: Pick<SplitReportJson, 'labels'>,
	metrics: readonly MetricInfo[],
): FigureInfo | null {
	const figures = figuresOf(report, metrics);
	const explained = metrics.filter(({ charts }) => charts.includes(chart));
	for (const { key } of explained) {
		const found = figures.find((figure) => figure.key === key);
		if (found) return found;
	}
	return null;
}
