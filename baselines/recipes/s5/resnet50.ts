import { defineRecipe } from '../define.ts';
import {
	augmentation,
	backbone,
	common,
	fineTuning,
	headPhase,
	image,
	source,
	wide,
} from './shared.ts';

export const s5Resnet50 = defineRecipe({
	id: 's5-resnet50',
	name: 'ResNet50, three classes',
	note: 'As DenseNet-121 v3, with ResNet50.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('resnet50'),
	head: wide,
	phases: [headPhase, fineTuning],
	augmentation,
	parameters: { backbone: 23_587_712, head: 1_125_303, outputs: 3 },
});
