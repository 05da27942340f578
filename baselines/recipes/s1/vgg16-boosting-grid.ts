import { defineRecipe } from '../define.ts';
import { onFeatures, source } from './shared.ts';

export const s1Vgg16BoostingGrid = defineRecipe({
	id: 's1-vgg16-boosting-grid',
	name: 'VGG16 features, gradient boosting, grid search',
	note: 'Frozen VGG16, and gradient boosting whose size was searched by cross-validation.',
	source: source([], 'No figures and no grid are printed.'),
	...onFeatures('vgg16', {
		id: 'gradient-boosting',
		grid: { rounds: [50, 100, 200], learningRate: [0.03, 0.1] },
	}),
	parameters: { backbone: 14_714_688 },
});
