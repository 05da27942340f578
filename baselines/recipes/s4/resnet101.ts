import { defineRecipe } from '../define.ts';
import { common, image, source } from './shared.ts';

export const s4Resnet101 = defineRecipe({
	id: 's4-resnet101',
	name: 'ResNet101, body parts',
	note: 'All of ResNet101 with a cyclic rate and class-balanced loss.',
	source: source(0.991, 0.9452),
	...common,
	image: image(224),
	backbone: { model: 'resnet101', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 42_605_504, head: 51_225, outputs: 25 },
});
