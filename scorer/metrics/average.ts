/** Means over findings or classes that say what they left out. */
import { positivesOf } from '../stats/rates.ts';
import { sumOf } from '../stats/score-counts.ts';
import type { MetricInput, MetricResult } from './define.ts';
import { countsPerClass, ofPositive, type LabelFigures } from './per-class.ts';

const averagedOver = (labels: LabelFigures['labels']): MetricResult['averagedOver'] => {
	const names = Object.keys(labels);
	const leftOut = names.filter((name) => labels[name] === null);
	return { defined: names.length - leftOut.length, total: names.length, left_out: leftOut };
};

/**
 * The mean of the defined values; undefined ones are left out and named. Undefined as a whole, with
 * the reason, where none is defined.
 */
export function meanOver(figures: LabelFigures, reason: string): MetricResult {
	const over = averagedOver(figures.labels)!;
	const shared = { ...figures, averagedOver: over };
	if (over.defined === 0) return { value: null, reason, ...shared };
	const sum = Object.values(figures.labels).reduce<number>((all, value) => all + (value ?? 0), 0);
	return { value: sum / over.defined, ...shared };
}

/** As `meanOver`, each value with a weight of its own, such as the number of positive rows. */
export function weightedMeanOver(
	figures: LabelFigures,
	weights: Readonly<Record<string, number>>,
	reason: string,
): MetricResult {
	const shared = { ...figures, averagedOver: averagedOver(figures.labels)! };
	let sum = 0;
	let all = 0;
	for (const [name, value] of Object.entries(figures.labels)) {
		if (value === null) continue;
		sum += weights[name]! * value;
		all += weights[name]!;
	}
	return all === 0 ? { value: null, reason, ...shared } : { value: sum / all, ...shared };
}

/** Of a binary task the positive class's figure; of several findings their mean. */
export const overFindings = (
	input: MetricInput,
	figures: LabelFigures,
	reason: string,
): MetricResult =>
	input.task === 'binary' ? ofPositive(input, figures) : meanOver(figures, reason);

/** Rows of each class, by hard decisions' counts. */
export const supports = (input: MetricInput): Record<string, number> =>
	Object.fromEntries(countsPerClass(input).map(([name, counts]) => [name, positivesOf(counts)]));

/** Positive rows of each label, by scores' counts. */
export const scoredPositives = (input: MetricInput): Record<string, number> =>
	Object.fromEntries(
		input.labels.map((label, k) => [label, sumOf(input.scoreCounts(k).positives)]),
	);
