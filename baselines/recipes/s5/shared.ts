/** What the networks of S5 have in common: COVID-19, normal, viral pneumonia. No figures are printed. */
import type { BackboneSpec, ImageSpec, NetworkRecipe, Phase } from '../types.ts';

export const image: ImageSpec = { size: 224, channels: 3, scale: 'architecture', kernel: 'linear' };

export const source = {
	system: 'S5',
	title: 'Luque and Villar, University of Granada',
	published: [],
	chosen:
		'No figures are printed; rate and epochs of the fine-tuning neither. Zoom is read as the range of Keras, from which the other changes have their names: a factor of 1 to 1.2 on coordinates, which shows the whole image up to a sixth smaller.',
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

/**
 * As `ImageDataGenerator(horizontal_flip, brightness_range, zoom_range)` of Keras: its zoom draws a
 * factor for each axis and multiplies the coordinates of the new image by it, so that above 1 the image
 * shrinks and its edge is drawn out.
 */
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
