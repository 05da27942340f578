/** What a recipe says. Plain data: it can be listed, printed and stored without any network library. */
import type { Augmentation } from '../augmentation/types.ts';
import type { DecodeOptions, Task } from '../data/types.ts';
import type { HeadId } from '../heads/index.ts';
import type { Convention } from '../models/types.ts';

/** A figure as its source prints it. */
export interface PublishedFigure {
	/** Such as `auroc`, `accuracy`, `recall`, `mean score`. */
	figure: string;
	value: number;
	/** Class or finding, where it is of one. */
	of?: string;
	/** Rows that it was measured on, where the source says. */
	on?: 'validation' | 'test';
}

export interface Source {
	/** Of the published systems S1 to S5; null where the recipe is the project's own. */
	system: 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | null;
	title: string;
	/** What the source measured with this recipe. Empty where it printed nothing. */
	published: readonly PublishedFigure[];
	/** What the source leaves open, and what was chosen. */
	chosen?: string;
}

/** What a grey value of 0 to 255 becomes; `architecture` is what its published weights expect. */
export type InputScale = 'architecture' | 'unit' | 'symmetric' | 'imagenet';

export interface ImageSpec extends Pick<DecodeOptions, 'fit' | 'kernel'> {
	/** Edge in pixels of what the network is shown. */
	size: number;
	/** Edge to which images are brought first, where `size` is cropped out of a larger one. */
	resize?: number;
	/** Grey is copied to each of three. */
	channels: 1 | 3;
	scale: InputScale;
	/** Histogram equalisation. */
	equalise?: boolean;
	/** Feature-wise centring on the mean of the training images. */
	centre?: boolean;
}

export interface BackboneSpec {
	/** Id of an architecture. */
	model: string;
	/** What the source started from: published ImageNet weights, or random ones. */
	weights: 'imagenet' | 'random';
	convention?: Convention;
	/** Layer to stop at, instead of the last one. */
	upTo?: string;
	/** Share of the published number of filters, for training from scratch on few images. Default 1. */
	width?: number;
}

/** A layer of a head. The outputs follow by themselves. */
export type HeadLayer =
	{ dropout: number } | { batchNorm: true } | { dense: number; activation: 'relu' | 'linear' };

export interface NetworkHead {
	layers: readonly HeadLayer[];
	/**
	 * `softmax` of a binary task has two outputs; the second is the positive class. `by-task` is softmax
	 * of classes and sigmoids of findings.
	 */
	output: 'sigmoid' | 'softmax' | 'by-task';
}

export type OptimiserSpec =
	| { kind: 'sgd'; momentum?: number; nesterov?: boolean; weightDecay?: number }
	| { kind: 'adam'; weightDecay?: number }
	| { kind: 'nadam'; weightDecay?: number };

/** Learning rate by step (one batch) and epoch, both from 0 within the phase. */
export type ScheduleSpec =
	| { kind: 'constant'; rate: number }
	/** rate / (1 + decay · step), as Keras' `decay`. */
	| { kind: 'decay'; rate: number; decay: number }
	/** Up and down between two rates (Smith 2017, triangular). */
	| { kind: 'cyclic'; low: number; high: number; epochsPerCycle: number }
	/** Up over the first share of the phase, then down along a cosine to nearly nothing. */
	| { kind: 'one-cycle'; rate: number; warmUp: number };

export interface Phase {
	name: string;
	/** The head alone, everything, or the head and the backbone from a layer on. */
	train: 'head' | 'all' | { from: string };
	epochs: number;
	/** `frozen` leaves batch normalisations of the backbone as they are, running statistics too. */
	norms?: 'frozen';
	optimiser: OptimiserSpec;
	learningRate: ScheduleSpec;
	/** Epochs without improvement after which the phase ends; its best weights are kept. */
	patience?: number;
}

/**
 * - `class-weights`: both classes of a label count the same (n / 2 n_k).
 * - `class-balanced`: weights by the effective number of samples (Cui et al. 2019).
 * - `oversample`: rows of rare labels occur up to `most` times an epoch.
 */
export type BalanceSpec =
	| { kind: 'none' }
	| { kind: 'class-weights' }
	| { kind: 'class-balanced'; beta: number }
	| { kind: 'oversample'; most: number }
	| { kind: 'oversample-class-balanced'; most: number; beta: number };

/** Where scores become decisions: fixed, or found on the validation split, label by label. */
export type ThresholdSpec =
	| { kind: 'fixed'; value: number }
	/** The highest sensitivity + specificity − 1 (Youden 1950). */
	| { kind: 'youden' }
	/** The highest threshold with at least this sensitivity. */
	| { kind: 'sensitivity'; least: number };

/** What says which epoch was best, on the validation split. */
export type Monitor = 'auroc' | 'loss' | 'accuracy' | 'sensitivity';

interface Common {
	id: string;
	/** As on a leaderboard. */
	name: string;
	/** What it does, in a sentence or two. */
	note: string;
	source: Source;
	tasks: readonly Task[];
}

/** Needs no training to speak of: those of the registry in `baselines/index.ts`. */
export interface TrivialRecipe extends Common {
	method: 'trivial';
	baseline: string;
}

/** A head that is no network, on features that are not trained. */
export interface ClassicalRecipe extends Common {
	method: 'classical';
	image: ImageSpec;
	features: { kind: 'backbone'; backbone: BackboneSpec } | { kind: 'phow' };
	head: {
		id: HeadId;
		parameters?: Readonly<Record<string, number | string | boolean>>;
		/** Values tried in cross-validation by patient. */
		grid?: Readonly<Record<string, readonly (number | string)[]>>;
		balanced?: boolean;
	};
	threshold: ThresholdSpec;
	/** Parameters of the backbone without top. */
	parameters?: { backbone: number };
}

export interface NetworkRecipe extends Common {
	method: 'network';
	image: ImageSpec;
	backbone: BackboneSpec;
	head: NetworkHead;
	phases: readonly Phase[];
	/** Of training images alone, drawn anew each time. */
	augmentation?: Augmentation;
	balance: BalanceSpec;
	threshold: ThresholdSpec;
	monitor: Monitor;
	batch: number;
	/** Starts the outputs at the log-odds of each label's prevalence. */
	priorBias?: boolean;
	/** As published, with that many outputs: a test builds them and counts. */
	parameters: { backbone: number; head: number; outputs: number };
}

/** Several models' scores as features of one more model, learned on the validation split. */
export interface StackRecipe extends Common {
	method: 'stack';
	/** Ids of recipes. */
	members: readonly string[];
	stacker: 'logistic-regression' | 'boosted-trees';
	threshold: ThresholdSpec;
}

export type Recipe = TrivialRecipe | ClassicalRecipe | NetworkRecipe | StackRecipe;
