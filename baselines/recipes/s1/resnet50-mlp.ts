import { defineRecipe } from '../define.ts';
import { backbone, figures, image, mlp, MLP_CHOSEN, source } from './shared.ts';

export const s1Resnet50Mlp = defineRecipe({
	id: 's1-resnet50-mlp',
	name: 'ResNet50 features, MLP',
	note: 'Frozen ResNet50, global average pooling, and the small network that won in its source.',
	source: source(
		figures([0.91, 0.11], [0.43, 0.61], [0.58, 0.18], 0.56, {
			figure: 'mean accuracy',
			value: 0.44,
		}),
		MLP_CHOSEN,
	),
	method: 'network',
	tasks: ['binary', 'multilabel'],
	image,
	backbone: backbone('resnet50'),
	...mlp,
	parameters: { backbone: 23_587_712, head: 70_503, outputs: 1 },
});
