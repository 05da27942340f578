/** Runs a metric where it is defined, and says why where it is not. */
import type { MetricDefinition, MetricInput, MetricResult } from './define.ts';

function outsideUnitInterval(scores: Float64Array): boolean {
	for (let i = 0; i < scores.length; i++) if (scores[i]! < 0 || scores[i]! > 1) return true;
	return false;
}

/** Inputs are looked at once, not once per metric. */
const outside = new WeakMap<MetricInput, boolean>();

export function hasProbabilities(input: MetricInput): boolean {
	if (!input.hasScores) return true;
	let known = outside.get(input);
	if (known === undefined) {
		known = input.labels.some((_, k) => outsideUnitInterval(input.yScore(k)));
		outside.set(input, known);
	}
	return !known;
}

/** The metric's result; undefined with a reason where the submission has not what it needs. */
export function runMetric(metric: MetricDefinition, input: MetricInput): MetricResult {
	if (input.rows === 0) return { value: null, reason: 'There are no rows.' };
	if (metric.needs === 'scores' && !input.hasScores) {
		return { value: null, reason: 'It needs a score per class, and the file names classes only.' };
	}
	if (!metric.rankBased && !hasProbabilities(input)) {
		return { value: null, reason: 'It needs probabilities, and some scores lie outside 0 to 1.' };
	}
	return metric.compute(input);
}
