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

export const s5InceptionV3 = defineRecipe({
	id: 's5-inception-v3',
	name: 'InceptionV3, three classes',
	note: 'As DenseNet-121 v3, with InceptionV3.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('inception-v3'),
	head: wide,
	phases: [headPhase, fineTuning],
	augmentation,
	parameters: { backbone: 21_802_784, head: 1_125_303, outputs: 3 },
});
