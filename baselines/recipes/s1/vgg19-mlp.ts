import { defineRecipe } from '../define.ts';
import { backbone, figures, image, mlp, MLP_CHOSEN, source } from './shared.ts';

export const s1Vgg19Mlp = defineRecipe({
	id: 's1-vgg19-mlp',
	name: 'VGG19 features, MLP',
	note: 'Frozen VGG19, global average pooling, and the small network that won in its source.',
	source: source(
		figures([0.92, 0.12], [0.48, 0.66], [0.63, 0.21], 0.63, {
			figure: 'mean accuracy',
			value: 0.49,
		}),
		MLP_CHOSEN,
	),
	method: 'network',
	tasks: ['binary', 'multilabel'],
	image,
	backbone: backbone('vgg19'),
	...mlp,
	parameters: { backbone: 20_024_384, head: 18_279, outputs: 1 },
});
