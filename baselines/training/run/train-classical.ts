/** A head that is no network, on features of a frozen backbone. */
import { fitPhow } from '../../features/index.ts';
import { fitLabels, gridSearch, heads, type Head } from '../../heads/index.ts';
import type { LabelsModel, Matrix } from '../../heads/index.ts';
import { findArchitecture } from '../network/architecture.ts';
import type { ClassicalRecipe } from '../../recipes/types.ts';
import { extractFeatures } from '../extract/extract-features.ts';
import { inputOf } from '../network/input.ts';
import { countParameters, disposeModel } from '../network/network.ts';
import { chooseThresholds } from '../thresholds.ts';
import { countSplits } from './facts.ts';
import { loadImages, type RunImages } from './images.ts';
import { centreOf, cropped, edgesOf, keyOfImages } from './prepared.ts';
import { splitScores } from './scores.ts';
import { startWeights } from './start-weights.ts';
import type { Outcome, RunOptions } from './types.ts';

type Features = { matrices: Matrix[] } & Pick<Outcome, 'start' | 'device' | 'parameters'>;

async function backboneFeatures(
	recipe: ClassicalRecipe,
	images: RunImages,
	options: RunOptions,
): Promise<Features> {
	if (recipe.features.kind !== 'backbone') throw new TypeError('no backbone');
	const { backbone: spec } = recipe.features;
	const { image } = recipe;
	const { onEvent, seed, signal, cache, threads } = options;
	const { size, stored } = edgesOf(image, options.size);
	const backend = await options.startBackend();
	const architecture = findArchitecture(spec.model);
	const { convention, upTo } = spec;
	const model = architecture.build({
		...{ size, channels: image.channels, seed },
		...(convention && { convention }),
		...(upTo && { upTo }),
	});
	try {
		const start = await startWeights(model, spec, {
			...{
				weights: options.weights,
				partial: options.partialWeights ?? false,
				sha256: options.weightsSha256,
				cache: options.cache,
				signal,
			},
			...{ frozen: true, onEvent },
		});
		const splits = [images.train, images.validation, images.test].filter((s) => s !== null);
		const matrices = await extractFeatures(
			splits.map((split) => cropped(split, size)),
			{
				...{ backbone: model, spec, channels: image.channels, cache, threads, signal },
				input: inputOf(image, architecture, spec, centreOf(image, images)),
				preprocessing: keyOfImages(image, size, stored),
				engine: backend.engine,
				onProgress: (share) => onEvent({ kind: 'work', what: 'Features', share }),
			},
		);
		const parameters = { backbone: countParameters(model), head: null };
		return { matrices, start, device: { backend: backend.id, device: backend.device }, parameters };
	} finally {
		disposeModel(model);
	}
}

function phowFeatures(images: RunImages, { seed, onEvent }: RunOptions): Features {
	const phow = fitPhow(images.train, { seed });
	const splits = [images.train, images.validation, images.test].filter((s) => s !== null);
	const matrices = splits.map((split) =>
		phow.features(split, (share) =>
			onEvent({ kind: 'work', what: `Visual words of ${split.split} images`, share }),
		),
	);
	return { matrices, start: { kind: 'none' }, device: null, parameters: null };
}

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
	const { matrices, ...facts } =
		recipe.features.kind === 'phow'
			? phowFeatures(images, options)
			: await backboneFeatures(recipe, images, options);
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
		...countSplits(images, labels.length),
		carved: images.carved,
		notices: images.notices,
		thresholds: validation?.yTrue
			? chooseThresholds(recipe.threshold, validation.yTrue, validation.yScore)
			: labels.map(() => 0.5),
		...{ history: [], weights: null, built: null, batch: null, imagesPerSecond: null },
		seconds: (performance.now() - started) / 1000,
	};
}
