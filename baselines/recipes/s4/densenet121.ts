import { defineRecipe } from '../define.ts';
import { common, image, source } from './shared.ts';

export const s4Densenet121 = defineRecipe({
	id: 's4-densenet121',
	name: 'DenseNet-121, body parts',
	note: 'All of DenseNet-121 with a cyclic rate and class-balanced loss.',
	source: source(0.9914, 0.948),
	...common,
	image: image(224),
	backbone: { model: 'densenet121', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 7_037_504, head: 25_625, outputs: 25 },
});
