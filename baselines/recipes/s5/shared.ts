/** What the networks of S5 have in common: COVID-19, normal, viral pneumonia. No figures are printed. */
import type { BackboneSpec, ImageSpec, NetworkRecipe, Phase } from '../types.ts';

export const image: ImageSpec = { size: 224, channels: 3, scale: 'architecture', kernel: 'linear' };

export const source = {
	system: 'S5',
	title: 'Luque and Villar, University of Granada',
	published: [],
	chosen: 'No figures are printed; rate and epochs of the fine-tuning neither.',
} as const;

export const backbone = (model: string): BackboneSpec => ({
	model,
	weights: 'imagenet',
	convention: 'keras',
});

export const softmax = { layers: [], output: 'by-task' } as const;

export const wide = {
	layers: [
		{ dense: 500, activation: 'relu' },
		{ dropout: 0.5 },
		{ dense: 200, activation: 'relu' },
	],
	output: 'by-task',
} as const;

export const augmentation = {
	flipHorizontal: 0.5,
	brightness: [0.8, 1.25],
	zoom: [1, 1.2],
} as const;

export const headPhase: Phase = {
	name: 'head',
	train: 'head',
	epochs: 20,
	optimiser: { kind: 'sgd', momentum: 0.9, nesterov: true },
	learningRate: { kind: 'decay', rate: 0.01, decay: 1e-6 },
};

export const fineTuning: Phase = {
	name: 'fine-tuned',
	train: 'all',
	epochs: 20,
	optimiser: { kind: 'sgd', momentum: 0.9, nesterov: true },
	learningRate: { kind: 'decay', rate: 0.001, decay: 1e-6 },
	patience: 5,
};

export const common = {
	method: 'network',
	tasks: ['multiclass', 'binary', 'multilabel'],
	image,
	balance: { kind: 'none' },
	threshold: { kind: 'fixed', value: 0.5 },
	monitor: 'accuracy',
	batch: 32,
} as const satisfies Partial<NetworkRecipe>;
