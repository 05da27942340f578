import { defineRecipe } from '../define.ts';
import { backbone, figures, image, mlp, MLP_CHOSEN, source } from './shared.ts';

export const s1Vgg16Mlp = defineRecipe({
	id: 's1-vgg16-mlp',
	name: 'VGG16 features, MLP',
	note: 'Frozen VGG16, global average pooling, and the small network that won in its source.',
	source: source(
		figures([0.93, 0.16], [0.65, 0.59], [0.76, 0.25], 0.62, {
			figure: 'mean accuracy',
			value: 0.64,
		}),
		MLP_CHOSEN,
	),
	method: 'network',
	tasks: ['binary', 'multilabel'],
	image,
	backbone: backbone('vgg16'),
	...mlp,
	parameters: { backbone: 14_714_688, head: 18_279, outputs: 1 },
});
