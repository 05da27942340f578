import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Vgg19Forest = defineRecipe({
	id: 's1-vgg19-forest',
	name: 'VGG19 features, random forest',
	note: 'Frozen VGG19, global average pooling, random forest.',
	source: source(
		figures([0.9, 0], [1, 0], [0.95, 0], 0.51, { figure: 'mean score', value: 0.9 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('vgg19', { id: 'random-forest' }),
	parameters: { backbone: 20_024_384 },
});
