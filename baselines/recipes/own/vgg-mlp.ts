import { defineRecipe } from '../define.ts';
import { mlp } from '../s1/shared.ts';
import { own } from './shared.ts';

export const vggMlp = defineRecipe({
	id: 'vgg-mlp',
	name: 'VGG-MLP',
	note: 'VGG16 with the 18,279-parameter head of the first published system: head first, then all of it.',
	source: own,
	...mlp,
	method: 'network',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: { size: 128, channels: 3, scale: 'architecture' },
	backbone: { model: 'vgg16', weights: 'imagenet', convention: 'keras' },
	head: { ...mlp.head, output: 'by-task' },
	phases: [
		{ ...mlp.phases[0], epochs: 30 },
		{
			name: 'fine-tuned',
			train: 'all',
			epochs: 20,
			optimiser: { kind: 'adam' },
			learningRate: { kind: 'one-cycle', rate: 1e-4, warmUp: 0.1 },
			patience: 6,
		},
	],
	augmentation: {
		flipHorizontal: 0.5,
		rotation: [-7, 7],
		zoom: [0.9, 1.1],
		brightness: [0.9, 1.1],
	},
	threshold: { kind: 'youden' },
	// Fourteen rare findings that start at one half take longer to fall than the patience lasts.
	priorBias: true,
	parameters: { backbone: 14_714_688, head: 18_279, outputs: 1 },
});
