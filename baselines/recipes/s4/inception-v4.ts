import { defineRecipe } from '../define.ts';
import { common, image, source } from './shared.ts';

export const s4InceptionV4 = defineRecipe({
	id: 's4-inception-v4',
	name: 'Inception-v4, body parts',
	note: 'All of Inception-v4 with a cyclic rate and class-balanced loss.',
	source: source(0.9905, 0.9433),
	...common,
	image: image(299),
	backbone: { model: 'inception-v4', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 41_205_984, head: 38_425, outputs: 25 },
});
