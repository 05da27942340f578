/** Classical heads on feature matrices. A new one is a file and a line here. */
import { gradientBoosting } from './gradient-boosting.ts';
import { linearSvm } from './linear-svm.ts';
import { logisticRegression } from './logistic-regression.ts';
import { randomForest } from './random-forest.ts';

export const heads = {
	'logistic-regression': logisticRegression,
	'random-forest': randomForest,
	'gradient-boosting': gradientBoosting,
	'linear-svm': linearSvm,
} as const;

export type HeadId = keyof typeof heads;

export { matrix, takeRows, takeEntries, fromColumns, firstNotFinite } from './matrix.ts';
export type { Matrix } from './matrix.ts';
export type { ConstantData, LinearData, ModelData } from './model-data.ts';
export type { Head, BinaryModel, FitOptions } from './head.ts';
export {
	fitLabels,
	labelsModel,
	normaliseRows,
	type LabelsModel,
	type Task,
} from './one-vs-rest.ts';
export { groupFolds, outOfFold } from './cross-validation.ts';
export { gridSearch, combinations, type GridSearch } from './grid-search.ts';
export { fitStack, stackOf, stackers, type Stack, type ModelScores } from './stacking.ts';
export { aurocOf } from './auroc.ts';
export { fitScaler } from './standardise.ts';
export { logisticRegression, randomForest, gradientBoosting, linearSvm };
