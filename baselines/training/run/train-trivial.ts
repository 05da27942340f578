/** Rows that need no network. */
import { findBaseline, looksAtImages } from '../../index.ts';
import { tableOnly, type LoadedSplit } from '../../data/index.ts';
import type { ImageBaselineInput } from '../../types.ts';
import type { TrivialRecipe } from '../../recipes/types.ts';
import { chooseThresholds } from '../thresholds.ts';
import { countSplits } from './facts.ts';
import { loadImages } from './images.ts';
import { splitScores } from './scores.ts';
import type { Outcome, RunOptions } from './types.ts';

/** Edge from which images are averaged down to 24 pixels. */
export const TRIVIAL_SIZE = 96;

/** A split as a baseline is given it. */
export const rowsOf = (images: LoadedSplit): ImageBaselineInput['test'] => ({
	...{ ids: images.ids, metadata: images.metadata, images },
});

export async function trainTrivial(recipe: TrivialRecipe, options: RunOptions): Promise<Outcome> {
	const { dataset, seed, onEvent, signal } = options;
	const { task, labels } = dataset;
	const { unlabelled } = options;
	const sources = looksAtImages(recipe.baseline)
		? options
		: { dataset: tableOnly(dataset), unlabelled: unlabelled && tableOnly(unlabelled) };
	const images = await loadImages(sources, {}, { size: TRIVIAL_SIZE, seed, onEvent, signal });
	const started = performance.now();
	const { train } = images;
	const input = {
		...{ task, labels, seed },
		train: { yTrue: train.yTrue, metadata: train.metadata, images: train },
	};
	const trained = findBaseline(recipe.baseline)!.train(input);
	const predict = (test: LoadedSplit | null) =>
		test && splitScores(test, trained.predict(rowsOf(test)));
	const validation = predict(images.validation);
	const test = predict(images.test);
	return {
		...{ task, labels, validation, test },
		...countSplits(images, labels.length),
		carved: images.carved,
		notices: images.notices,
		thresholds: validation?.yTrue
			? chooseThresholds({ kind: 'youden' }, validation.yTrue, validation.yScore)
			: labels.map(() => 0.5),
		learned: trained.text,
		...{ history: [], weights: null, built: null, start: { kind: 'none' }, parameters: null },
		...{ chosen: {}, device: null, batch: null, imagesPerSecond: null },
		seconds: (performance.now() - started) / 1000,
	};
}
