/** A small run for tests: two dozen pixels, few images, seconds. */
import { loadPhantoms } from '#baselines/data/index';
import type { ImageDataset, LoadedSplit, Split } from '#baselines/data/index';
import { findBackend } from '#baselines/backends/choose';
import { demoSmallCnn } from '#baselines/recipes/own/demo-small-cnn';
import type { NetworkRecipe } from '#baselines/recipes/index';
import { hashDataset } from '#baselines/training/run/hashes';
import type { RunOptions } from '#baselines/training/run/types';
import { FINDING_NAMES } from '#baselines/phantoms/index';

const SIZE = 24;

/** Phantoms in memory behind the interface of a data set. */
export function phantomDataset(patients: number, seed = 3): ImageDataset {
	const sets = loadPhantoms({ seed, patients, size: SIZE });
	const all = [sets.train, sets.validation, sets.test] as LoadedSplit[];
	const joined = <T>(of: (split: LoadedSplit) => readonly T[]) =>
		all.flatMap((split) => [...of(split)]);
	const splits = all.flatMap(({ split, ids }) => ids.map((): Split => split));
	return {
		...{ task: 'multilabel', labels: FINDING_NAMES, ids: joined((s) => s.ids) },
		...{ files: splits.map(() => ''), patients: joined((s) => s.patients), splits, metadata: {} },
		yTrue: FINDING_NAMES.map((_, k) => Uint8Array.from(joined((s) => [...s.yTrue[k]!]))),
		rowsOf: (split) => splits.flatMap((own, row) => (own === split ? [row] : [])),
		image: () => Promise.reject(new Error('not used')),
		load: async <S extends Split>(split: S) => ({
			ok: true as const,
			images: sets[split] as unknown as LoadedSplit<S>,
			notices: [],
		}),
	};
}

/** The demo recipe, smaller, in two phases: of the head alone, and of everything, with dropout. */
export const smallRecipe: NetworkRecipe = {
	...demoSmallCnn,
	id: 'small-test',
	image: { ...demoSmallCnn.image, size: SIZE },
	head: { layers: [{ dropout: 0.3 }], output: 'sigmoid' },
	phases: [
		{
			...{ name: 'head', train: 'head', epochs: 1, optimiser: { kind: 'nadam' } },
			learningRate: { kind: 'constant', rate: 0.002 },
		},
		{
			...{ name: 'all', train: 'all', epochs: 2, patience: 5 },
			...{ optimiser: { kind: 'adam', weightDecay: 0.01 } },
			learningRate: { kind: 'one-cycle', rate: 0.003, warmUp: 0.2 },
		},
	],
	batch: 16,
};

export const runOptions = (
	dataset: ImageDataset,
	out: string,
	more: Partial<RunOptions> = {},
): RunOptions => ({
	...{ dataset, dataHash: hashDataset(dataset), seed: 5, out, resume: false, size: SIZE },
	startBackend: () => findBackend('wasm').start(),
	...{ cache: `${out}-cache`, onEvent: () => {} },
	...more,
});
