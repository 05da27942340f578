import { defineRecipe } from '../define.ts';
import { figures, onFeatures, source } from './shared.ts';

export const s1Vgg16LogisticGrid = defineRecipe({
	id: 's1-vgg16-logistic-grid',
	name: 'VGG16 features, logistic regression, grid search',
	note: 'Frozen VGG16, and a logistic regression whose penalty was searched by cross-validation.',
	source: source(
		figures([0.91, 0.11], [0.41, 0.65], [0.57, 0.19], 0.59, { figure: 'mean score', value: 0.73 }),
		'The grid is not printed.',
	),
	...onFeatures('vgg16', { id: 'logistic-regression', grid: { c: [0.001, 0.01, 0.1, 1, 10] } }),
	parameters: { backbone: 14_714_688 },
});
