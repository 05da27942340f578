/** A head that is no network, on features of a frozen backbone. */
import { fitLabels, gridSearch, heads, type Head } from '../../heads/index.ts';
import type { LabelsModel, Matrix } from '../../heads/index.ts';
import type { ClassicalRecipe } from '../../recipes/types.ts';
import { chooseThresholds } from '../thresholds.ts';
import { classicalFeatures } from './classical-features.ts';
import { countSplits } from './facts.ts';
import { loadImages, type RunImages } from './images.ts';
import { edgesOf } from './prepared.ts';
import { splitScores } from './scores.ts';
import type { Outcome, RunOptions } from './types.ts';

/** The head with its parameters; those of a grid are searched on the label with the most positives. */
function chooseHead(
	{ head }: ClassicalRecipe,
	x: Matrix,
	{ yTrue, patients }: RunImages['train'],
	{ seed, onEvent }: RunOptions,
): { head: Head; chosen: Outcome['chosen'] } {
	const make = (parameters: object) => (heads[head.id] as (p: object) => Head)(parameters);
	if (!head.grid) {
		const made = make(head.parameters ?? {});
		return { head: made, chosen: { head: made.name, ...made.parameters } };
	}
	const positives = yTrue.map((y) => y.reduce((sum, v) => sum + v, 0));
	const y = yTrue[positives.indexOf(Math.max(...positives))]!;
	const { best, points } = gridSearch(
		(parameters: object) => make({ ...head.parameters, ...parameters }),
		head.grid as Record<string, readonly never[]>,
		x,
		y,
		{
			...{ seed, groups: patients },
			...(head.balanced !== undefined && { balanced: head.balanced }),
			onProgress: (share) => onEvent({ kind: 'work', what: 'Grid search', share }),
		},
	);
	const made = make({ ...head.parameters, ...best });
	return { head: made, chosen: { head: made.name, ...made.parameters, grid: points } };
}

export async function trainClassical(
	recipe: ClassicalRecipe,
	options: RunOptions,
): Promise<Outcome> {
	const { dataset, seed, onEvent, signal } = options;
	const { task, labels } = dataset;
	const { stored } = edgesOf(recipe.image, options.size);
	const images = await loadImages(options, recipe.image, { size: stored, seed, onEvent, signal });
	const started = performance.now();
	const { matrices, words, ...facts } = await classicalFeatures(recipe, images, options);
	const [trainX, ...heldX] = matrices;
	const { head, chosen } = chooseHead(recipe, trainX!, images.train, options);
	const model: LabelsModel = fitLabels(head, trainX!, images.train.yTrue, task, {
		seed,
		...(recipe.head.balanced !== undefined && { balanced: recipe.head.balanced }),
		onProgress: (share) => onEvent({ kind: 'work', what: head.name, share }),
	});
	const validation =
		images.validation && splitScores(images.validation, model.predict(heldX.shift()!));
	const test = images.test && splitScores(images.test, model.predict(heldX.shift()!));
	return {
		...{ task, labels, validation, test, ...facts, chosen },
		head: { task, columns: trainX!.columns, models: model.models, ...(words && { words }) },
		...countSplits(images, labels.length),
		carved: images.carved,
		notices: images.notices,
		thresholds: validation?.yTrue
			? chooseThresholds(recipe.threshold, validation.yTrue, validation.yScore)
			: labels.map(() => 0.5),
		...{ history: [], batch: null, imagesPerSecond: null },
		seconds: (performance.now() - started) / 1000,
	};
}
