import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Vgg16Forest = defineRecipe({
	id: 's1-vgg16-forest',
	name: 'VGG16 features, random forest',
	note: 'Frozen VGG16, global average pooling, random forest.',
	source: source(
		figures([0.9, 0], [1, 0], [0.95, 0], 0.54, { figure: 'mean score', value: 0.9 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('vgg16', { id: 'random-forest' }),
	parameters: { backbone: 14_714_688 },
});
