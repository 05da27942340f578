import { defineRecipe } from '../define.ts';
import { onFeatures, source } from './shared.ts';

export const s1Vgg16ForestGrid = defineRecipe({
	id: 's1-vgg16-forest-grid',
	name: 'VGG16 features, random forest, grid search',
	note: 'Frozen VGG16, and a random forest whose size was searched by cross-validation.',
	source: source([], 'No figures and no grid are printed.'),
	...onFeatures('vgg16', { id: 'random-forest', grid: { trees: [100, 300], minLeaf: [1, 5, 20] } }),
	parameters: { backbone: 14_714_688 },
});
