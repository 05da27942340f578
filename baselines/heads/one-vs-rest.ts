/** Several labels, each with a model of its own. */
import type { FitOptions, Head } from './head.ts';
import type { Matrix } from './matrix.ts';
import { scoresOfModel, type ModelData } from './model-data.ts';

export type Task = 'binary' | 'multiclass' | 'multilabel';

export interface LabelsModel {
	/** One a label. */
	models: readonly ModelData[];
	/** One array of scores per label. Multiclass scores of a row sum to 1. */
	predict(x: Matrix): Float64Array[];
}

/** Divides the scores of each row by their sum; even where all are zero. */
export function normaliseRows(scores: Float64Array[]): Float64Array[] {
	const rows = scores[0]?.length ?? 0;
	for (let i = 0; i < rows; i++) {
		const sum = scores.reduce((total, column) => total + column[i]!, 0);
		for (const column of scores) column[i] = sum > 0 ? column[i]! / sum : 1 / scores.length;
	}
	return scores;
}

/** The model of all labels from those of each. */
export const labelsModel = (models: readonly ModelData[], task: Task): LabelsModel => ({
	models,
	predict(x) {
		const scores = models.map((model) => scoresOfModel(model, x));
		return task === 'multiclass' ? normaliseRows(scores) : scores;
	},
});

/** @param yTrue one array of 0 and 1 per label (multiclass is one-hot) */
export function fitLabels(
	head: Head,
	x: Matrix,
	yTrue: readonly Uint8Array[],
	task: Task,
	options: FitOptions,
): LabelsModel {
	const { onProgress } = options;
	const models = yTrue.map(
		(y, k) =>
			head.fit(x, y, {
				...options,
				onProgress: onProgress && ((share) => onProgress((k + share) / yTrue.length)),
			}).data,
	);
	onProgress?.(1);
	return labelsModel(models, task);
}
