import { defineRecipe } from '../define.ts';
import { augmentation, backbone, common, headPhase, image, source, wide } from './shared.ts';

export const s5Densenet121V2 = defineRecipe({
	id: 's5-densenet121-v2',
	name: 'DenseNet-121 v2, augmented',
	note: 'Frozen DenseNet-121, augmentation, and a wider head.',
	source,
	...common,
	image: { ...image, centre: true },
	backbone: backbone('densenet121'),
	head: wide,
	phases: [headPhase],
	augmentation,
	parameters: { backbone: 7_037_504, head: 613_303, outputs: 3 },
});
