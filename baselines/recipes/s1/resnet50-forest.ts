import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Resnet50Forest = defineRecipe({
	id: 's1-resnet50-forest',
	name: 'ResNet50 features, random forest',
	note: 'Frozen ResNet50, global average pooling, random forest.',
	source: source(
		figures([0.9, 0], [1, 0], [0.95, 0], 0.52, { figure: 'mean score', value: 0.9 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('resnet50', { id: 'random-forest' }),
	parameters: { backbone: 23_587_712 },
});
