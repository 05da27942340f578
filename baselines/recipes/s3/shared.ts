/** What the networks of S3 have in common: fourteen findings of ChestX-ray14. */
import type { ImageSpec, NetworkRecipe, PublishedFigure } from '../types.ts';

export const image: ImageSpec = {
	size: 224,
	resize: 256,
	channels: 3,
	scale: 'imagenet',
	kernel: 'linear',
};

/** AUROCs as printed, in per cent. One near 50 % of a pre-trained network means a broken pipeline. */
export const source = (mean: number, best?: [finding: string, value: number]) => {
	const published: PublishedFigure[] = [{ figure: 'mean_auroc', value: mean / 100, on: 'test' }];
	if (best)
		published.push({ figure: 'auroc', of: best[0], value: Number((best[1] / 100).toFixed(4)) });
	return {
		system: 'S3',
		title: 'Gómez, Rueda and Valderrama, ChestX-ray14',
		published,
		chosen: 'Optimiser, rate and batch are not printed.',
	} as const;
};

export const common = {
	method: 'network',
	tasks: ['multilabel', 'binary'],
	image,
	head: { layers: [], output: 'sigmoid' },
	phases: [
		{
			name: 'all',
			train: 'all',
			epochs: 10,
			optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
			learningRate: { kind: 'constant', rate: 0.01 },
		},
	],
	augmentation: { flipHorizontal: 0.5 },
	balance: { kind: 'none' },
	threshold: { kind: 'fixed', value: 0.5 },
	monitor: 'auroc',
	batch: 32,
} as const satisfies Partial<NetworkRecipe>;
