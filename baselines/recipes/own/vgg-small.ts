import { defineRecipe } from '../define.ts';
import { demoSmallCnn } from './demo-small-cnn.ts';
import { own } from './shared.ts';

export const vggSmall = defineRecipe({
	...demoSmallCnn,
	id: 'vgg-small',
	name: 'VGG11 with batch normalisation, an eighth as wide',
	note: 'VGG11 with batch normalisation and an eighth of its filters, trained from random weights on images of 64 pixels: minutes on one core. Without the normalisation a VGG of few steps learns next to nothing (see RESULTS.md).',
	source: own,
	backbone: { model: 'vgg11-bn', weights: 'random', width: 0.125 },
	phases: [
		{
			...demoSmallCnn.phases[0]!,
			learningRate: { kind: 'one-cycle', rate: 0.002, warmUp: 0.2 },
		},
	],
	parameters: { backbone: 145_792, head: 910, outputs: 14 },
});
