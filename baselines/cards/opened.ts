import type { ImageDataset, Split } from '../data/index.ts';
import type { RunOptions, SplitScores } from '../training/run/types.ts';

export type ScoreOptions = Pick<
	RunOptions,
	'startBackend' | 'onEvent' | 'signal' | 'cache' | 'threads'
>;

/** A finished run that scores images. */
export interface TrainedRun {
	/** Null where the data set has no such images. @throws {DataRefused} */
	score(dataset: ImageDataset, split: Split): Promise<SplitScores | null>;
	dispose(): void;
}
