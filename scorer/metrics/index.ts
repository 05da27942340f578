/** The registry: one line per metric file. The order is the order in reports and forms. */
import accuracy from './accuracy.ts';
import auroc from './auroc.ts';
import averagePrecision from './average-precision.ts';
import balancedAccuracy from './balanced-accuracy.ts';
import brier from './brier.ts';
import cohenKappa from './cohen-kappa.ts';
import ece from './ece.ts';
import exactMatch from './exact-match.ts';
import f1 from './f1.ts';
import hammingLoss from './hamming-loss.ts';
import handTillAuroc from './hand-till-auroc.ts';
import logLoss from './log-loss.ts';
import macroAccuracy from './macro-accuracy.ts';
import macroF1 from './macro-f1.ts';
import macroMcc from './macro-mcc.ts';
import macroPrecision from './macro-precision.ts';
import macroRecall from './macro-recall.ts';
import macroSpecificity from './macro-specificity.ts';
import mcc from './mcc.ts';
import meanAuroc from './mean-auroc.ts';
import meanAveragePrecision from './mean-average-precision.ts';
import microAuroc from './micro-auroc.ts';
import microAveragePrecision from './micro-average-precision.ts';
import microF1 from './micro-f1.ts';
import precision from './precision.ts';
import quadraticKappa from './quadratic-kappa.ts';
import recall from './recall.ts';
import sensitivityAtSpecificity from './sensitivity-at-specificity.ts';
import specificity from './specificity.ts';
import specificityAtSensitivity from './specificity-at-sensitivity.ts';
import topKAccuracy from './top-k-accuracy.ts';
import weightedAuroc from './weighted-auroc.ts';
import weightedAveragePrecision from './weighted-average-precision.ts';
import weightedF1 from './weighted-f1.ts';
import type { MetricDefinition } from './define.ts';
import type { Task } from '../types.ts';

export const metrics: readonly MetricDefinition[] = [
	meanAuroc,
	weightedAuroc,
	microAuroc,
	meanAveragePrecision,
	weightedAveragePrecision,
	microAveragePrecision,
	accuracy,
	balancedAccuracy,
	auroc,
	averagePrecision,
	precision,
	recall,
	specificity,
	f1,
	mcc,
	sensitivityAtSpecificity,
	specificityAtSensitivity,
	macroF1,
	weightedF1,
	microF1,
	macroPrecision,
	macroRecall,
	macroSpecificity,
	macroAccuracy,
	macroMcc,
	hammingLoss,
	exactMatch,
	handTillAuroc,
	topKAccuracy,
	cohenKappa,
	quadraticKappa,
	logLoss,
	brier,
	ece,
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
