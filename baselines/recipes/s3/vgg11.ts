import { defineRecipe } from '../define.ts';
import { common, source } from './shared.ts';

export const s3Vgg11 = defineRecipe({
	id: 's3-vgg11',
	name: 'VGG11-BN',
	note: 'VGG11 with batch normalisation, from ImageNet weights.',
	source: source(48.48),
	...common,
	backbone: { model: 'vgg11-bn', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 9_231_488, head: 7_182, outputs: 14 },
});
