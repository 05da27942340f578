/** Batches and label tables of a network's run. */
import { createAugment } from '../../augmentation/index.ts';
import type { LoadedSplit } from '../../data/index.ts';
import type { Matrix } from '../../heads/index.ts';
import type { NetworkRecipe, Phase } from '../../recipes/types.ts';
import { labelWeights, repetitions } from '../balance.ts';
import { featureBatches, imageBatches, type Batches } from '../batches.ts';
import { extractFeatures } from '../extract/extract-features.ts';
import type { Shown } from '../forward.ts';
import type { TrainableNetwork } from '../network/network.ts';
import type { PhaseRun } from '../phase.ts';
import type { LabelTable } from '../targets.ts';
import type { RunImages } from './images.ts';
import { cropped, keyOfImages } from './prepared.ts';
import type { RunOptions } from './types.ts';

/** A frozen backbone shows the same features every epoch, unless the images change. */
export const isCached = ({ augmentation }: NetworkRecipe, { train }: Phase) =>
	train === 'head' && !augmentation;

const table = (
	split: Pick<LoadedSplit, 'yTrue'>,
	outputs: number,
	weights?: LabelTable['weights'],
): LabelTable => ({
	yTrue: split.yTrue,
	outputs,
	weights: weights ?? split.yTrue.map(() => [1, 1]),
});

export interface PhaseData extends Pick<PhaseRun, 'train' | 'held'> {
	shown: Shown;
	dispose(): void;
}

async function featuresOf(
	recipe: NetworkRecipe,
	net: TrainableNetwork,
	images: RunImages,
	options: RunOptions,
	engine: string,
): Promise<Matrix[]> {
	const { onEvent, cache, threads, signal } = options;
	const splits = [images.train, images.validation].filter((split) => split !== null);
	return extractFeatures(
		splits.map((split) => cropped(split, net.size)),
		{
			...{ backbone: net.backbone, spec: recipe.backbone, channels: recipe.image.channels },
			...{ input: net.input, cache, threads, signal, engine },
			preprocessing: keyOfImages(recipe.image, net.size, images.train.size),
			onProgress: (share) => onEvent({ kind: 'work', what: 'Features', share }),
		},
	);
}

/** What a phase is fed. */
export async function phaseData(
	recipe: NetworkRecipe,
	phase: Phase,
	net: TrainableNetwork,
	images: RunImages,
	options: RunOptions,
	engine: string,
): Promise<PhaseData> {
	const { task } = options.dataset;
	const { train, validation } = images;
	let [shown, batches, heldBatches]: [Shown, Batches, Batches | null] = ['features', null!, null];
	if (isCached(recipe, phase)) {
		const [own, held] = await featuresOf(recipe, net, images, options, engine);
		batches = featureBatches(own!);
		heldBatches = held ? featureBatches(held) : null;
	} else {
		shown = 'images';
		const crops = train.size > net.size;
		const changed = recipe.augmentation || crops;
		const augment = changed ? createAugment(train, recipe.augmentation ?? {}, net.size) : null;
		batches = imageBatches(train, net.size, augment);
		heldBatches = validation && imageBatches(validation, net.size);
	}
	return {
		shown,
		train: {
			batches,
			table: table(train, net.outputs, labelWeights(recipe.balance, train.yTrue, task)),
			times: repetitions(recipe.balance, train.yTrue),
		},
		held: validation &&
			heldBatches && { batches: heldBatches, table: table(validation, net.outputs) },
		dispose() {
			batches.dispose();
			heldBatches?.dispose();
		},
	};
}
