/**
 * Stacking (Wolpert 1992): a head that learns from the scores of several models. It must learn from
 * scores of rows that the models were not trained on: out-of-fold scores, or those of a validation
 * split.
 */
import { gradientBoosting } from './gradient-boosting.ts';
import type { FitOptions, Head } from './head.ts';
import { logisticRegression } from './logistic-regression.ts';
import { fromColumns } from './matrix.ts';
import { fitLabels, type LabelsModel, type Task } from './one-vs-rest.ts';

/** Scores of one model, one array per label. */
export type ModelScores = readonly Float64Array[];

/** Scores as log-odds, which add up where evidence does; kept off 0 and 1. */
const logOdds = (score: number) => {
	const p = Math.min(1 - 1e-6, Math.max(1e-6, score));
	return Math.log(p / (1 - p));
};

/** The two stackers of S4. Boosted trees are kept small, as there are few features. */
export const stackers = {
	'logistic-regression': () => logisticRegression({ c: 1 }),
	'boosted-trees': () =>
		gradientBoosting({ rounds: 100, learningRate: 0.05, maxDepth: 3, minLeaf: 10, l2: 1 }),
} as const satisfies Record<string, () => Head>;

export interface Stack {
	/** One a label. */
	models: LabelsModel['models'];
	/** @param models in the order in which they were learned from */
	predict(models: readonly ModelScores[]): Float64Array[];
}

/** All labels of all models side by side: labels that go together help each other. */
const featuresOf = (models: readonly ModelScores[]) =>
	fromColumns(models.flatMap((labels) => labels.map((column) => column.map(logOdds))));

/** A stack from what it learned. */
export const stackOf = (fitted: LabelsModel): Stack => ({
	models: fitted.models,
	predict: (scores) => fitted.predict(featuresOf(scores)),
});

/**
 * Learns to combine models.
 * @param models out-of-fold scores, of one row order
 * @param yTrue one array of 0 and 1 per label
 */
export function fitStack(
	stacker: Head,
	models: readonly ModelScores[],
	yTrue: readonly Uint8Array[],
	task: Task,
	options: FitOptions,
): Stack {
	return stackOf(fitLabels(stacker, featuresOf(models), yTrue, task, options));
}
