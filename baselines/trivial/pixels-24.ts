import { pixelFeatures } from '../features/pixels.ts';
import { fitLabels } from '../heads/one-vs-rest.ts';
import { logisticRegression } from '../heads/logistic-regression.ts';
import type { ImageBaseline } from '../types.ts';

/**
 * Inverse strength of the penalty: of 0.0001 to 1, the best on the validation split of phantoms and in
 * cross-validation on Kermany's training images (tests/baselines/features/measure.ts).
 */
const C = 0.01;

export const pixels: ImageBaseline = {
	id: 'pixels',
	name: '24×24 pixels',
	note: 'Logistic regression on the image shrunk to 24×24 pixels. Sees where it is bright and where dark, and nothing else: a network that does not beat it has learned little more.',
	predict({ task, train, test, seed }) {
		const model = fitLabels(
			logisticRegression({ c: C, tolerance: 1e-5 }),
			pixelFeatures(train.images),
			train.yTrue,
			task,
			{ seed },
		);
		return model.predict(pixelFeatures(test.images));
	},
};
