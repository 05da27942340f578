/** What the experiments of S2 have in common: Xception on equalised images. */
import type { BackboneSpec, ImageSpec, NetworkRecipe, Phase, PublishedFigure } from '../types.ts';

export const image: ImageSpec = {
	size: 299,
	channels: 3,
	scale: 'architecture',
	equalise: true,
	kernel: 'linear',
};

export const backbone: BackboneSpec = {
	model: 'xception',
	weights: 'imagenet',
	convention: 'keras',
};

export const BACKBONE_PARAMETERS = 20_861_480;

export const source = (published: readonly PublishedFigure[], chosen = '') =>
	({
		system: 'S2',
		title: 'García Boronat, master’s thesis',
		published,
		chosen: `Image size and batch are not printed; Xception’s own size is taken. ${chosen}`.trim(),
	}) as const;

/** Pooling, batch normalisation, and a dense softmax. */
export const common = {
	method: 'network',
	image,
	backbone,
	head: { layers: [{ batchNorm: true }], output: 'softmax' },
	augmentation: {
		flipHorizontal: 0.5,
		zoom: [0.9, 1.1],
		shear: [-0.05, 0.05],
		brightness: [0.8, 1.1],
	},
	balance: { kind: 'none' },
	threshold: { kind: 'fixed', value: 0.5 },
	monitor: 'accuracy',
	batch: 32,
} as const satisfies Partial<NetworkRecipe>;

type Settings = Pick<Phase, 'optimiser' | 'learningRate' | 'epochs'>;

export const frozen = (settings: Settings): Phase => ({
	name: 'frozen',
	train: 'head',
	...settings,
	patience: 10,
});

export const fineTuned = (settings: Settings): Phase => ({
	name: 'fine-tuned',
	train: 'all',
	...settings,
	patience: 10,
});

export const sgd: Omit<Settings, 'epochs'> = {
	optimiser: { kind: 'sgd', momentum: 0.9 },
	learningRate: { kind: 'decay', rate: 0.2, decay: 0.001 },
};

export const adam = (rate: number): Omit<Settings, 'epochs'> => ({
	optimiser: { kind: 'adam' },
	learningRate: { kind: 'constant', rate },
});

export const nadam = (rate: number): Omit<Settings, 'epochs'> => ({
	optimiser: { kind: 'nadam' },
	learningRate: { kind: 'constant', rate },
});
