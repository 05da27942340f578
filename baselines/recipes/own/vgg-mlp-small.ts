import { defineRecipe } from '../define.ts';
import { mlp } from '../s1/shared.ts';
import { own } from './shared.ts';

export const vggMlpSmall = defineRecipe({
	id: 'vgg-mlp-small',
	name: 'VGG-MLP, an eighth as wide',
	note: 'VGG16 with an eighth of its filters under the head of the first published system, all of it trained from random weights on images of 64 pixels. On few images it stays far behind the small network (see RESULTS.md).',
	source: own,
	...mlp,
	method: 'network',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: { size: 64, channels: 1, scale: 'symmetric' },
	backbone: { model: 'vgg16', weights: 'random', convention: 'keras', width: 0.125 },
	head: { ...mlp.head, output: 'by-task' },
	phases: [
		{
			name: 'all',
			train: 'all',
			epochs: 12,
			optimiser: { kind: 'adam', weightDecay: 0.01 },
			learningRate: { kind: 'one-cycle', rate: 0.002, warmUp: 0.2 },
		},
	],
	balance: { kind: 'none' },
	threshold: { kind: 'youden' },
	batch: 16,
	parameters: { backbone: 230_424, head: 3_047, outputs: 1 },
});
