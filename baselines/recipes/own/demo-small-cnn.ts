import { defineRecipe } from '../define.ts';
import { own } from './shared.ts';

export const demoSmallCnn = defineRecipe({
	id: 'demo-small-cnn',
	name: 'Small network',
	note: 'A small convolutional network trained from random weights on images of 64 pixels: minutes on one core.',
	source: own,
	method: 'network',
	tasks: ['multilabel', 'binary', 'multiclass'],
	image: { size: 64, channels: 1, scale: 'symmetric' },
	backbone: { model: 'small-cnn', weights: 'random' },
	head: { layers: [{ dropout: 0.2 }], output: 'by-task' },
	phases: [
		{
			name: 'all',
			train: 'all',
			epochs: 12,
			optimiser: { kind: 'adam', weightDecay: 0.01 },
			learningRate: { kind: 'one-cycle', rate: 0.003, warmUp: 0.2 },
		},
	],
	augmentation: {
		rotation: [-5, 5],
		zoom: [0.92, 1.08],
		shift: [-0.04, 0.04],
		brightness: [0.9, 1.1],
	},
	balance: { kind: 'none' },
	threshold: { kind: 'youden' },
	monitor: 'auroc',
	batch: 16,
	priorBias: true,
	parameters: { backbone: 128_144, head: 1358, outputs: 14 },
});
