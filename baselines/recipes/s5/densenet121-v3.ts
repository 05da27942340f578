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

export const s5Densenet121V3 = defineRecipe({
	id: 's5-densenet121-v3',
	name: 'DenseNet-121 v3, fine-tuned',
	note: 'As v2, and then all of DenseNet-121.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('densenet121'),
	head: wide,
	phases: [headPhase, fineTuning],
	augmentation,
	parameters: { backbone: 7_037_504, head: 613_303, outputs: 3 },
});
