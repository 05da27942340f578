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

export const s5Xception = defineRecipe({
	id: 's5-xception',
	name: 'Xception, three classes',
	note: 'As DenseNet-121 v3, with Xception.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('xception'),
	head: wide,
	phases: [headPhase, fineTuning],
	augmentation,
	parameters: { backbone: 20_861_480, head: 1_125_303, outputs: 3 },
});
