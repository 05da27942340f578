import { defineRecipe } from '../define.ts';
import { common, source } from './shared.ts';

export const s3Vgg11Scratch = defineRecipe({
	id: 's3-vgg11-scratch',
	name: 'VGG11-BN from scratch',
	note: 'VGG11 with batch normalisation, from random weights; random crops and mirror images.',
	source: source(32.75),
	...common,
	backbone: { model: 'vgg11-bn', weights: 'random', convention: 'torch' },
	parameters: { backbone: 9_231_488, head: 7_182, outputs: 14 },
});
