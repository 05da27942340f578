/** What a baseline is given, and what it returns. Labels of the test set are never among it. */

/** Metadata by column name; every column is as long as its table. */
export type Metadata = Readonly<Record<string, readonly string[]>>;

export interface BaselineInput {
	task: 'binary' | 'multiclass' | 'multilabel';
	/** Findings, classes, or the one positive class. */
	labels: readonly string[];
	/** Training rows; one array of 0 and 1 per label (multiclass is one-hot). */
	train: { yTrue: readonly Uint8Array[]; metadata: Metadata };
	test: { ids: readonly string[]; metadata: Metadata };
	seed: number;
}

/** A reference that everyone can understand; it emits an ordinary submission. */
export interface Baseline {
	id: string;
	/** As on the leaderboard. */
	name: string;
	/** What it does, in a sentence. */
	note: string;
	/** One array of scores in [0, 1] per label, in the order of `test.ids`. */
	predict(input: BaselineInput): Float64Array[];
}

/** Grey images, one after the other: rows × size × size. */
export interface BaselineImages {
	size: number;
	pixels: Uint8Array;
}

export interface ImageBaselineInput extends BaselineInput {
	train: BaselineInput['train'] & { images: BaselineImages };
	test: BaselineInput['test'] & { images: BaselineImages };
}

/** A reference that looks at the images, and needs no network to do so. */
export interface ImageBaseline extends Omit<Baseline, 'predict'> {
	predict(input: ImageBaselineInput): Float64Array[];
}
