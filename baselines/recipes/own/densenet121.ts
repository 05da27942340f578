import { defineRecipe } from '../define.ts';
import { fineTuned } from './fine-tuned.ts';
import { own } from './shared.ts';

export const densenet121 = defineRecipe({
	id: 'densenet121',
	name: 'DenseNet-121',
	note: 'DenseNet-121 with one output per label: head first, then all of it.',
	source: own,
	...fineTuned,
	image: { size: 128, channels: 3, scale: 'architecture' },
	backbone: { model: 'densenet121', weights: 'imagenet' },
	parameters: { backbone: 7_037_504, head: 1_025, outputs: 1 },
});
