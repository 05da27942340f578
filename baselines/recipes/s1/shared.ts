/** What the experiments of S1 have in common: mass or nodule on the NIH sample, frozen backbones. */
import type {
	BackboneSpec,
	ClassicalRecipe,
	ImageSpec,
	NetworkRecipe,
	PublishedFigure,
} from '../types.ts';

export const image: ImageSpec = { size: 256, channels: 3, scale: 'architecture', kernel: 'linear' };

export const backbone = (model: string): BackboneSpec => ({
	model,
	weights: 'imagenet',
	convention: 'keras',
});

export const source = (published: readonly PublishedFigure[], chosen?: string) =>
	({ system: 'S1', title: 'Wagner, master’s thesis', published, chosen }) as const;

/** The figures of a head as the thesis prints them: pairs are of class 0 and class 1. */
export const figures = (
	precision: [number, number],
	recall: [number, number],
	f1: [number, number],
	auroc: number,
	mean: PublishedFigure,
): PublishedFigure[] => [
	mean,
	...Object.entries({ precision, recall, f1 }).flatMap(([figure, pair]) =>
		pair.map((value, k) => ({ figure, of: `class ${k}`, value })),
	),
	{ figure: 'auroc', value: auroc },
];

/** Dropout, batch normalisation and two narrow layers; 18,279 parameters on 512 features. */
export const mlp = {
	head: {
		layers: [
			{ dropout: 0.5 },
			{ batchNorm: true },
			{ dense: 30, activation: 'relu' },
			{ dropout: 0.5 },
			{ batchNorm: true },
			{ dense: 20, activation: 'relu' },
			{ batchNorm: true },
		],
		output: 'sigmoid',
	},
	phases: [
		{
			name: 'head',
			train: 'head',
			epochs: 100,
			optimiser: { kind: 'adam' },
			learningRate: { kind: 'constant', rate: 0.001 },
			patience: 10,
		},
	],
	balance: { kind: 'class-weights' },
	threshold: { kind: 'fixed', value: 0.5 },
	monitor: 'auroc',
	batch: 32,
} as const satisfies Partial<NetworkRecipe>;

export const MLP_CHOSEN =
	'Rates of dropout, optimiser, epochs and how imbalance is treated are not printed.';

/** A head that is no network, on the same features. */
export const onFeatures = (
	model: string,
	head: ClassicalRecipe['head'],
): Pick<ClassicalRecipe, 'method' | 'tasks' | 'image' | 'features' | 'head' | 'threshold'> => ({
	method: 'classical',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image,
	features: { kind: 'backbone', backbone: backbone(model) },
	head: { balanced: true, ...head },
	threshold: { kind: 'fixed', value: 0.5 },
});
