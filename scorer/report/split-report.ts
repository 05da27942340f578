/** One split, measured by every metric of its task. */
import type { MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import { metricsFor, requireMetric } from '../metrics/index.ts';
import { runMetric } from '../metrics/run.ts';
import type { Figure, LabelReport, SplitReport, TaskSpec } from '../types.ts';
import { charts } from './charts.ts';
import { countLabel, negativeName } from './split-input.ts';

function emptyLabels(input: MetricInput, spec: TaskSpec): Record<string, LabelReport> {
	const reports = input.labels.map((label, k) => [label, countLabel(input.yTrue[k]!)] as const);
	if (spec.task !== 'binary') return Object.fromEntries(reports);
	// The other class of a binary task has its own precision, recall and F1.
	const { n, positives } = reports[0]![1];
	const negative = [negativeName(spec), { n, positives: n - positives }] as const;
	return Object.fromEntries([...reports, negative]);
}

/** Measures a split by every metric of the task and adds what their charts need. */
export function splitReport(input: MetricInput, spec: TaskSpec): SplitReport {
	const labels = emptyLabels(input, spec);
	const results = metricsFor(spec.task).map((metric): [MetricDefinition, MetricResult] => [
		metric,
		runMetric(metric, input),
	]);
	const figures: Record<string, Figure> = {};
	const labelReasons: Record<string, Record<string, string>> = {};
	for (const [metric, { value, reason, labels: perLabel, labelReasons: why }] of results) {
		figures[metric.id] = reason === undefined ? { value } : { value, reason };
		if (!metric.key) continue;
		for (const [label, figure] of Object.entries(perLabel ?? {})) {
			labels[label]![metric.key] = figure;
		}
		for (const [label, sentence] of Object.entries(why ?? {})) {
			(labelReasons[label] ??= {})[metric.key] = sentence;
		}
	}
	const ranking = requireMetric(spec.metric);
	const { averagedOver } = results.find(([metric]) => metric === ranking)![1];
	const { value: score, reason } = figures[ranking.id]!;
	return {
		rows: input.rows,
		score,
		...(reason === undefined ? {} : { reason }),
		interval: null,
		...(averagedOver ? { averagedOver } : {}),
		metrics: figures,
		labels,
		...(Object.keys(labelReasons).length > 0 ? { label_reasons: labelReasons } : {}),
		...charts(input, results),
	};
}
