import { defineRecipe } from '../define.ts';
import { common, image, source } from './shared.ts';

export const s4Alexnet = defineRecipe({
	id: 's4-alexnet',
	name: 'AlexNet, body parts',
	note: 'Tried in its source and dropped.',
	source: source(),
	...common,
	image: image(224),
	backbone: { model: 'alexnet', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 2_469_696, head: 6_425, outputs: 25 },
});
