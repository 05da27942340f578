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

export interface Described {
	id: string;
	/** As on the leaderboard. */
	name: string;
	/** What it does, in a sentence. */
	note: string;
}

/** One that has seen its training rows. */
export interface TrainedBaseline<Input extends BaselineInput> {
	/** What it learned, for a file. */
	text: string;
	/** One array of scores in [0, 1] per label, in the order of `test.ids`. */
	predict(test: Input['test']): Float64Array[];
}

/** A reference that everyone can understand, and that needs no network; it emits an ordinary submission. */
export interface TrivialBaseline<Input extends BaselineInput> extends Described {
	train(input: Omit<Input, 'test'>): TrainedBaseline<Input>;
	/** From `text`; null where it is not what this baseline wrote. */
	open(text: string, about: Pick<Input, 'labels' | 'seed'>): TrainedBaseline<Input> | null;
	/** Both at once. */
	predict(input: Input): Float64Array[];
}

export type Baseline = TrivialBaseline<BaselineInput>;

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
export type ImageBaseline = TrivialBaseline<ImageBaselineInput>;
