import { defineRecipe } from '../define.ts';
import { onFeatures, source } from './shared.ts';

export const s1Vgg16Boosting = defineRecipe({
	id: 's1-vgg16-boosting',
	name: 'VGG16 features, gradient boosting',
	note: 'Frozen VGG16, global average pooling, gradient boosting.',
	source: source([], 'No figures are printed.'),
	...onFeatures('vgg16', { id: 'gradient-boosting' }),
	parameters: { backbone: 14_714_688 },
});
