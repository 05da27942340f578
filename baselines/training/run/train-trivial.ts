/** Rows that need no network. */
import { baselines, imageBaselines, type ImageBaselineInput } from '../../index.ts';
import { tableOnly, type LoadedSplit } from '../../data/index.ts';
import type { TrivialRecipe } from '../../recipes/types.ts';
import { chooseThresholds } from '../thresholds.ts';
import { countSplits } from './facts.ts';
import { loadImages } from './images.ts';
import { splitScores } from './scores.ts';
import type { Outcome, RunOptions } from './types.ts';

/** Edge from which images are averaged down to 24 pixels. */
const SIZE = 96;

export async function trainTrivial(recipe: TrivialRecipe, options: RunOptions): Promise<Outcome> {
	const { dataset, seed, onEvent, signal } = options;
	const { task, labels } = dataset;
	const looks = imageBaselines.some(({ id }) => id === recipe.baseline);
	const { unlabelled } = options;
	const sources = looks
		? options
		: { dataset: tableOnly(dataset), unlabelled: unlabelled && tableOnly(unlabelled) };
	const images = await loadImages(sources, {}, { size: SIZE, seed, onEvent, signal });
	const started = performance.now();
	const { train } = images;
	const input = (test: LoadedSplit): ImageBaselineInput => ({
		...{ task, labels, seed },
		train: { yTrue: train.yTrue, metadata: train.metadata, images: train },
		test: { ids: test.ids, metadata: test.metadata, images: test },
	});
	const found = [...baselines, ...imageBaselines].find(({ id }) => id === recipe.baseline)!;
	const predict = (test: LoadedSplit | null) =>
		test && splitScores(test, found.predict(input(test) as ImageBaselineInput));
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
		...{ history: [], weights: null, built: null, start: { kind: 'none' }, parameters: null },
		...{ chosen: {}, device: null, batch: null, imagesPerSecond: null },
		seconds: (performance.now() - started) / 1000,
	};
}
