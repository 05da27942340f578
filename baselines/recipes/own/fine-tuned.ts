/** Whole networks, any task: head first, then everything at a low rate. */
import type { NetworkRecipe } from '../types.ts';

export const fineTuned = {
	method: 'network',
	tasks: ['multilabel', 'binary', 'multiclass'],
	head: { layers: [], output: 'by-task' },
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
			name: 'fine-tuned',
			train: 'all',
			epochs: 20,
			optimiser: { kind: 'adam', weightDecay: 1e-4 },
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
	balance: { kind: 'none' },
	threshold: { kind: 'youden' },
	monitor: 'auroc',
	batch: 16,
} as const satisfies Partial<NetworkRecipe>;
