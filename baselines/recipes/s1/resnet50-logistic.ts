import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Resnet50Logistic = defineRecipe({
	id: 's1-resnet50-logistic',
	name: 'ResNet50 features, logistic regression',
	note: 'Frozen ResNet50, global average pooling, logistic regression.',
	source: source(
		figures([0.9, 0], [1, 0], [0.95, 0], 0.51, { figure: 'mean score', value: 0.7 }),
		'How imbalance is treated is not printed: both classes weigh the same.',
	),
	...onFeatures('resnet50', { id: 'logistic-regression' }),
	parameters: { backbone: 23_587_712 },
});
