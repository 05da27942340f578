/** One split, measured by every metric of its task. */
import { under } from '../own.ts';
import type { MetricInput } from '../metrics/define.ts';
import { metricsFor, requireMetric } from '../metrics/index.ts';
import { runMetric } from '../metrics/run.ts';
import type { Estimate } from '../stats/estimate.ts';
import type { Figure, LabelReport, SplitReport, TaskSpec } from '../types.ts';
import type { Measured } from './bootstrap.ts';
import { charts } from './charts.ts';
import { estimatesOf, labelIntervals, withInterval, type IntervalChoice } from './estimates.ts';
import { countLabel, negativeName } from './split-input.ts';

function emptyLabels(input: MetricInput, spec: TaskSpec): Record<string, LabelReport> {
	const reports = input.labels.map((label, k) => [label, countLabel(input.yTrue[k]!)] as const);
	if (spec.task !== 'binary') return Object.fromEntries(reports);
	// The other class of a binary task has its own precision, recall and F1.
	const { n, positives } = reports[0]![1];
	const negative = [negativeName(spec), { n, positives: n - positives }] as const;
	return Object.fromEntries([...reports, negative]);
}

/** Measures a split by every metric of the task. */
export const measure = (input: MetricInput, spec: TaskSpec): Measured[] =>
	metricsFor(spec.task).map((metric) => [metric, runMetric(metric, input)]);

/** Puts figures per label and the reasons for those that are undefined under their labels. */
function perLabel(
	measured: readonly Measured[],
	labels: Record<string, LabelReport>,
): Record<string, Record<string, string>> {
	const reasons: Record<string, Record<string, string>> = {};
	for (const [{ key }, result] of measured) {
		if (!key) continue;
		for (const [label, figure] of Object.entries(result.labels ?? {})) labels[label]![key] = figure;
		for (const [label, sentence] of Object.entries(result.labelReasons ?? {})) {
			under(reasons, label)[key] = sentence;
		}
	}
	return reasons;
}

/**
 * The report of a split, with what its metrics' charts need, and what is known of the uncertainty of
 * the ranking metric.
 */
export function splitReport(
	input: MetricInput,
	spec: TaskSpec,
	intervals: IntervalChoice,
): { report: SplitReport; ranking: Estimate | null } {
	const measured = measure(input, spec);
	const estimates = estimatesOf(input, measured, spec, intervals);
	const figures: Record<string, Figure> = {};
	for (const [{ id }, { value, reason }] of measured) {
		const figure = reason === undefined ? { value } : { value, reason };
		figures[id] = withInterval(figure, estimates.get(id));
	}
	const labels = emptyLabels(input, spec);
	const reasons = perLabel(measured, labels);
	const ranking = requireMetric(spec.metric);
	const { averagedOver } = measured.find(([metric]) => metric === ranking)![1];
	const { value: score, reason, interval = null, method } = figures[ranking.id]!;
	const report: SplitReport = {
		rows: input.rows,
		...(input.groups ? { groups: input.groups.count } : {}),
		score,
		...(reason === undefined ? {} : { reason }),
		interval,
		...(method ? { method } : {}),
		...(averagedOver ? { averagedOver } : {}),
		metrics: figures,
		labels,
		...(intervals === 'none' ? {} : { label_intervals: labelIntervals(measured, estimates) }),
		...(Object.keys(reasons).length > 0 ? { label_reasons: reasons } : {}),
		...charts(input, measured),
	};
	return { report, ranking: estimates.get(ranking.id)?.value ?? null };
}
