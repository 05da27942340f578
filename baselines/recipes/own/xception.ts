import { defineRecipe } from '../define.ts';
import { fineTuned } from './fine-tuned.ts';
import { own } from './shared.ts';

export const xception = defineRecipe({
	id: 'xception',
	name: 'Xception',
	note: 'Xception with one output per label: head first, then all of it.',
	source: own,
	...fineTuned,
	image: { size: 128, channels: 3, scale: 'architecture' },
	backbone: { model: 'xception', weights: 'imagenet' },
	parameters: { backbone: 20_861_480, head: 2_049, outputs: 1 },
});
