/** The registry: one line per metric file. The order is the order in reports and forms. */
import accuracy from './accuracy.ts';
import auroc from './auroc.ts';
import type { MetricDefinition } from './define.ts';
import f1 from './f1.ts';
import macroF1 from './macro-f1.ts';
import macroPrecision from './macro-precision.ts';
import macroRecall from './macro-recall.ts';
import meanAuroc from './mean-auroc.ts';
import precision from './precision.ts';
import recall from './recall.ts';
import type { Task } from '../types.ts';

export const metrics: readonly MetricDefinition[] = [
	meanAuroc,
	accuracy,
	auroc,
	precision,
	recall,
	f1,
	macroF1,
	macroPrecision,
	macroRecall,
];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

export const getMetric = (id: string): MetricDefinition | undefined => byId.get(id);

export const metricsFor = (task: Task): MetricDefinition[] =>
	metrics.filter((metric) => metric.task.includes(task));

/** For a specification that was checked when its competition was imported. */
export function requireMetric(id: string): MetricDefinition {
	const metric = byId.get(id);
	if (!metric) throw new Error(`Unknown metric: ${id}`);
	return metric;
}
