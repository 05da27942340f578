/** Features for heads that are no network: of a frozen backbone, or visual words. */
import type * as tfl from '@tensorflow/tfjs-layers';
import type { LoadedSplit } from '../../data/index.ts';
import { fitPhow, phowOf, type Phow, type PhowData } from '../../features/index.ts';
import type { Matrix } from '../../heads/index.ts';
import type { BackboneSpec, ClassicalRecipe } from '../../recipes/types.ts';
import { readTensors } from '../device-values.ts';
import { extractFeatures } from '../extract/extract-features.ts';
import { findArchitecture } from '../network/architecture.ts';
import { inputOf } from '../network/input.ts';
import { countParameters, disposeModel, weightsOf } from '../network/network.ts';
import type { RunImages } from './images.ts';
import { centreOf, cropped, edgesOf, keyOfImages } from './prepared.ts';
import { startWeights } from './start-weights.ts';
import type { BuiltNetwork, Outcome, RunOptions } from './types.ts';

export interface ClassicalFeatures extends Pick<
	Outcome,
	'start' | 'device' | 'parameters' | 'weights' | 'built'
> {
	/** Of training, validation and test images, as far as there are any. */
	matrices: Matrix[];
	words?: PhowData;
}

type ExtractOptions = Pick<RunOptions, 'onEvent' | 'cache' | 'threads' | 'signal'>;

export function buildFrozen(
	{ model, convention, upTo, width }: BackboneSpec,
	{ size, channels, seed }: { size: number; channels: 1 | 3; seed: number },
): tfl.LayersModel {
	return findArchitecture(model).build({
		...{ size, channels, seed },
		...(convention && { convention }),
		...(upTo && { upTo }),
		...(width && { width }),
	});
}

/** One row an image. */
export const frozenFeatures = (
	backbone: tfl.LayersModel,
	{ image, spec }: { image: ClassicalRecipe['image']; spec: BackboneSpec },
	splits: readonly LoadedSplit[],
	{ size, stored, input }: Pick<BuiltNetwork, 'size' | 'stored' | 'input'>,
	{ onEvent, cache, threads, signal }: ExtractOptions,
	engine: string,
): Promise<Matrix[]> =>
	extractFeatures(
		splits.map((split) => cropped(split, size)),
		{
			...{ backbone, spec, channels: image.channels, input, cache, threads, signal, engine },
			preprocessing: keyOfImages(image, size, stored),
			onProgress: (share) => onEvent({ kind: 'work', what: 'Features', share }),
		},
	);

export const phowFeatures = (
	phow: Phow,
	splits: readonly LoadedSplit[],
	onEvent: RunOptions['onEvent'],
): Matrix[] =>
	splits.map((split) =>
		phow.features(split, (share) =>
			onEvent({ kind: 'work', what: `Visual words of ${split.split} images`, share }),
		),
	);

const allOf = ({ train, validation, test }: RunImages): LoadedSplit[] =>
	[train, validation, test].filter((split) => split !== null);

async function ofBackbone(
	{ image }: ClassicalRecipe,
	spec: BackboneSpec,
	images: RunImages,
	options: RunOptions,
): Promise<ClassicalFeatures> {
	const { onEvent, seed, signal, cache } = options;
	const edges = edgesOf(image, options.size);
	const backend = await options.startBackend();
	const model = buildFrozen(spec, { size: edges.size, channels: image.channels, seed });
	try {
		const start = await startWeights(model, spec, {
			...{ weights: options.weights, sha256: options.weightsSha256, cache, signal, onEvent },
			...{ partial: options.partialWeights ?? false, frozen: true },
		});
		const input = inputOf(image, findArchitecture(spec.model), spec, centreOf(image, images));
		const built = { ...edges, input, outputs: options.dataset.labels.length };
		const request = { image, spec };
		const { engine, id, device } = backend;
		return {
			matrices: await frozenFeatures(model, request, allOf(images), built, options, engine),
			...{ start, built, weights: await readTensors(weightsOf(model)) },
			parameters: { backbone: countParameters(model), head: null },
			device: { backend: id, device },
		};
	} finally {
		disposeModel(model);
	}
}

function ofWords({ image }: ClassicalRecipe, images: RunImages, options: RunOptions) {
	const { data } = fitPhow(images.train, { seed: options.seed });
	const input = { channels: 1, scale: 'none' } as const;
	return {
		matrices: phowFeatures(phowOf(data), allOf(images), options.onEvent),
		...{ words: data, start: { kind: 'none' }, weights: null, device: null, parameters: null },
		built: { ...edgesOf(image, options.size), input, outputs: options.dataset.labels.length },
	} satisfies ClassicalFeatures;
}

/** @throws {TrainingError} {WeightsError} {ModelError} */
export const classicalFeatures = async (
	recipe: ClassicalRecipe,
	images: RunImages,
	options: RunOptions,
): Promise<ClassicalFeatures> =>
	recipe.features.kind === 'phow'
		? ofWords(recipe, images, options)
		: ofBackbone(recipe, recipe.features.backbone, images, options);
