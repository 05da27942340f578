import { pixelFeatures } from '../features/pixels.ts';
import { fitLabels, labelsModel } from '../heads/one-vs-rest.ts';
import { logisticRegression } from '../heads/logistic-regression.ts';
import { headFromJson, headToJson, type SavedHead } from '../heads/saved-head.ts';
import type { ImageBaseline, ImageBaselineInput } from '../types.ts';
import { defineBaseline } from './define.ts';

/**
 * Inverse strength of the penalty: of 0.0001 to 1, the best on the validation split of phantoms and in
 * cross-validation on Kermany's training images (tests/baselines/features/measure.ts).
 */
const C = 0.01;

export const pixels: ImageBaseline = defineBaseline<ImageBaselineInput, SavedHead>({
	id: 'pixels',
	name: '24×24 pixels',
	note: 'Logistic regression on the image shrunk to 24×24 pixels. Sees where it is bright and where dark, and nothing else: a network that does not beat it has learned little more.',
	learn({ task, train, seed }) {
		const x = pixelFeatures(train.images);
		const head = logisticRegression({ c: C, tolerance: 1e-5 });
		const { models } = fitLabels(head, x, train.yTrue, task, { seed });
		return { task, columns: x.columns, models };
	},
	score: ({ models, task }, test) => labelsModel(models, task).predict(pixelFeatures(test.images)),
	save: headToJson,
	open: headFromJson,
});
