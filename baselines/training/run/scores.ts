/** What a model says of a split, with what is known of its rows. */
import type { LoadedSplit } from '../../data/index.ts';
import type { SplitScores } from './types.ts';

export function splitScores(
	{ split, ids, patients, metadata, yTrue }: LoadedSplit,
	yScore: readonly Float64Array[],
): SplitScores {
	return { split, ids, patients, metadata, yTrue: yTrue.length ? yTrue : null, yScore };
}
