import { defineRecipe } from '../define.ts';
import { common, source } from './shared.ts';

export const s3Resnet101 = defineRecipe({
	id: 's3-resnet101',
	name: 'ResNet101, fourteen findings',
	note: 'ResNet101 from ImageNet weights.',
	source: source(50.79, ['Edema', 57.6]),
	...common,
	backbone: { model: 'resnet101', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 42_605_504, head: 28_686, outputs: 14 },
});
