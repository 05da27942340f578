/** Counts of the splits, for the card. */
import type { LoadedSplit, Split } from '../../data/index.ts';
import type { RunImages } from './images.ts';
import type { Outcome } from './types.ts';

type Counted = Pick<LoadedSplit, 'ids' | 'patients' | 'yTrue'> | null;

export function countSplits(
	images: Pick<RunImages, 'train' | 'validation' | 'test'>,
	labels: number,
): Pick<Outcome, 'rows' | 'patients' | 'positives'> {
	const each = <T>(of: (images: Counted) => T): Record<Split, T> => ({
		train: of(images.train),
		validation: of(images.validation),
		test: of(images.test),
	});
	return {
		rows: each((split) => split?.ids.length ?? 0),
		patients: each((split) => new Set(split?.patients).size),
		positives: each((split) =>
			Array.from({ length: labels }, (_, k) =>
				split?.yTrue[k] ? split.yTrue[k].reduce((sum, y) => sum + (y === 1 ? 1 : 0), 0) : 0,
			),
		),
	};
}
