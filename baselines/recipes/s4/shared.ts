/** What the networks of S4 have in common: 25 body parts, extreme imbalance. */
import type { ImageSpec, NetworkRecipe, PublishedFigure } from '../types.ts';

export const image = (size: number): ImageSpec => ({
	size,
	channels: 3,
	scale: 'imagenet',
	fit: 'pad',
	kernel: 'linear',
});

export const source = (accuracy?: number, macroF1?: number) => {
	const published: PublishedFigure[] = [];
	if (accuracy) published.push({ figure: 'accuracy', value: accuracy, on: 'test' });
	if (macroF1) published.push({ figure: 'macro_f1', value: macroF1, on: 'test' });
	return {
		system: 'S4',
		title: 'Haiek et al., UNIFESP X-ray body part',
		published,
		chosen:
			'Image size, batch, cycle length and β are not printed. Rare classes are repeated instead of stored tenfold; every copy is augmented anew.',
	} as const;
};

export const common = {
	method: 'network',
	tasks: ['multilabel', 'binary'],
	head: { layers: [], output: 'sigmoid' },
	phases: [
		{
			name: 'all',
			train: 'all',
			epochs: 100,
			optimiser: { kind: 'adam', weightDecay: 0.01 },
			learningRate: { kind: 'cyclic', low: 1e-5, high: 1e-4, epochsPerCycle: 8 },
			patience: 20,
		},
	],
	augmentation: { flipHorizontal: 0.5, flipVertical: 0.5, rotation: [0, 180] },
	balance: { kind: 'oversample-class-balanced', most: 10, beta: 0.999 },
	threshold: { kind: 'fixed', value: 0.5 },
	monitor: 'sensitivity',
	batch: 16,
} as const satisfies Partial<NetworkRecipe>;
