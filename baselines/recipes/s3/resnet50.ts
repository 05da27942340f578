import { defineRecipe } from '../define.ts';
import { common, source } from './shared.ts';

export const s3Resnet50 = defineRecipe({
	id: 's3-resnet50',
	name: 'ResNet50, fourteen findings',
	note: 'ResNet50 from ImageNet weights.',
	source: source(50.68, ['Pleural_Thickening', 57.9]),
	...common,
	backbone: { model: 'resnet50', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 23_561_152, head: 28_686, outputs: 14 },
});
