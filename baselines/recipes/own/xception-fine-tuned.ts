import { defineRecipe } from '../define.ts';
import { own } from './shared.ts';

export const xceptionFineTuned = defineRecipe({
	id: 'xception-fine-tuned',
	name: 'Xception, last block fine-tuned',
	note: 'Xception up to the end of block 13: the head first, then block 13 with it at a low rate. What lies before is computed once for each image and kept, so that one core trains it.',
	source: own,
	method: 'network',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: { size: 128, channels: 3, scale: 'architecture' },
	backbone: { model: 'xception', weights: 'imagenet', convention: 'keras', upTo: 'add_12' },
	head: { layers: [{ dropout: 0.3 }], output: 'by-task' },
	phases: [
		{
			name: 'head',
			train: 'head',
			epochs: 20,
			optimiser: { kind: 'adam' },
			learningRate: { kind: 'constant', rate: 0.001 },
			patience: 4,
		},
		{
			name: 'block 13',
			train: { from: 'block13_sepconv1_act' },
			// Running statistics of a few hundred steps are worse than those of ImageNet.
			norms: 'frozen',
			epochs: 3,
			optimiser: { kind: 'adam', weightDecay: 1e-4 },
			learningRate: { kind: 'one-cycle', rate: 1e-4, warmUp: 0.1 },
		},
	],
	balance: { kind: 'none' },
	threshold: { kind: 'youden' },
	monitor: 'auroc',
	batch: 32,
	priorBias: true,
	parameters: { backbone: 16_105_512, head: 1_025, outputs: 1 },
});
