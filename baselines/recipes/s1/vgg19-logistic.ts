import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Vgg19Logistic = defineRecipe({
	id: 's1-vgg19-logistic',
	name: 'VGG19 features, logistic regression',
	note: 'Frozen VGG19, global average pooling, logistic regression.',
	source: source(
		figures([0, 0.1], [0, 1], [0, 0.18], 0.55, { figure: 'mean score', value: 0.74 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('vgg19', { id: 'logistic-regression' }),
	parameters: { backbone: 20_024_384 },
});
