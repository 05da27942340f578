import { defineRecipe } from '../define.ts';
import { common, image, source } from './shared.ts';

export const s4EfficientnetB0 = defineRecipe({
	id: 's4-efficientnet-b0',
	name: 'EfficientNet-B0, body parts',
	note: 'Tried in its source and dropped.',
	source: source(),
	...common,
	image: image(224),
	backbone: { model: 'efficientnet-b0', weights: 'imagenet', convention: 'torch' },
	parameters: { backbone: 4_049_564, head: 32_025, outputs: 25 },
});
