import type { Backend } from '../../backends/types.ts';
import type { DataNotice, ImageDataset, Split, Task } from '../../data/index.ts';
import type { SavedHead } from '../../heads/saved-head.ts';
import type { Recipe } from '../../recipes/types.ts';
import type { Metadata } from '../../types.ts';
import type { NamedWeight } from '../../weights/types.ts';
import type { OnEvent } from '../events.ts';
import type { EpochRow } from '../history.ts';
import type { InputSpec } from '../network/input.ts';

export interface RunOptions {
	dataset: ImageDataset;
	/** Test images whose labels are withheld: scored where the data set itself has no test images. */
	unlabelled?: ImageDataset | null | undefined;
	/** Hash of the table and the files' names, so that a resumed run is of the same data. */
	dataHash: string;
	seed: number;
	/** Starts what a recipe without network needs not. */
	startBackend(): Promise<Backend>;
	/** Folder of the run; the checkpoint lies in it. */
	out: string;
	resume: boolean;
	/** File or address of weights, or `random`; undefined: as the recipe says. */
	weights?: string | undefined;
	/** Hash that the file of weights must have. */
	weightsSha256?: string | undefined;
	/** Leaves layers random that the weights have nothing for, instead of refusing them. */
	partialWeights?: boolean | undefined;
	/** Instead of the recipe's own. Epochs are of every phase, at most. */
	epochs?: number | undefined;
	batch?: number | undefined;
	size?: number | undefined;
	rateFactor?: number | undefined;
	/** Threads for feature extraction. Default: as many as there are cores. */
	threads?: number | undefined;
	/** Folder of cached features and downloads. */
	cache: string;
	onEvent: OnEvent;
	signal?: AbortSignal | undefined;
}

/** What a model says of a split. */
export interface SplitScores {
	split: Split;
	ids: readonly string[];
	patients: readonly string[];
	metadata: Metadata;
	/** Null where the labels are withheld. */
	yTrue: readonly Uint8Array[] | null;
	/** One array per label. */
	yScore: readonly Float64Array[];
}

/** Where the weights of a backbone came from. */
export interface StartWeights {
	kind: 'random' | 'file' | 'none';
	/** File name or address. */
	source?: string;
	/** SHA-256 of the file. */
	sha256?: string;
	/** Layers that the file had nothing for, and kept random weights. */
	missing?: readonly string[];
}

/** How to build the network again, and how to show it images. */
export interface BuiltNetwork {
	size: number;
	/** Edge of the images before the middle is cut out. */
	stored: number;
	input: InputSpec;
	outputs: number;
}

export interface Outcome {
	task: Task;
	labels: readonly string[];
	rows: Record<Split, number>;
	patients: Record<Split, number>;
	positives: Record<Split, number[]>;
	carved: boolean;
	notices: readonly DataNotice[];
	validation: SplitScores | null;
	test: SplitScores | null;
	thresholds: readonly number[];
	history: readonly EpochRow[];
	/** Null for recipes without a network. */
	weights: readonly NamedWeight[] | null;
	/** What a head that is no network, or a stack, learned. */
	head?: SavedHead;
	/** What a baseline without a network learned, as text. */
	learned?: string;
	/** Of a stack, in the order of the recipe. */
	members?: readonly { recipe: Recipe; outcome: Outcome }[];
	built: BuiltNetwork | null;
	start: StartWeights;
	parameters: { backbone: number; head: number | null } | null;
	/** What was chosen on the way: the point of a grid, the members of a stack. */
	chosen: Readonly<Record<string, unknown>>;
	device: { backend: string; device: string } | null;
	batch: number | null;
	/** Training, without reading images and writing. */
	seconds: number;
	/** Training images a second, of the last phase. */
	imagesPerSecond: number | null;
}
