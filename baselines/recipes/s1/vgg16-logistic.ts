import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Vgg16Logistic = defineRecipe({
	id: 's1-vgg16-logistic',
	name: 'VGG16 features, logistic regression',
	note: 'Frozen VGG16, global average pooling, logistic regression.',
	source: source(
		figures([0.88, 0.1], [0.02, 0.97], [0.04, 0.18], 0.59, { figure: 'mean score', value: 0.74 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('vgg16', { id: 'logistic-regression' }),
	parameters: { backbone: 14_714_688 },
});
