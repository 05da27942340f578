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

export const s5Vgg19 = defineRecipe({
	id: 's5-vgg19',
	name: 'VGG19, three classes',
	note: 'As DenseNet-121 v3, with VGG19.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('vgg19'),
	head: wide,
	phases: [headPhase, fineTuning],
	augmentation,
	parameters: { backbone: 20_024_384, head: 357_303, outputs: 3 },
});
