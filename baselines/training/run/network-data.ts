/** Batches and label tables of a network's run. */
import * as tf from '@tensorflow/tfjs-core';
import { createAugment } from '../../augmentation/index.ts';
import type { LoadedSplit } from '../../data/index.ts';
import type { NetworkRecipe, Phase } from '../../recipes/types.ts';
import { labelWeights, repetitions } from '../balance.ts';
import { imageBatches, type Batches } from '../batches.ts';
import type { Part, Shown } from '../forward.ts';
import type { TrainableNetwork } from '../network/network.ts';
import type { PhaseRun } from '../phase.ts';
import type { LabelTable } from '../targets.ts';
import type { RunImages } from './images.ts';
import type { RunOptions } from './types.ts';
import { batchesOf, featuresOf, MOST_BYTES, partOf } from './untrained-part.ts';

/** The frozen part of a network shows the same features every epoch, unless the images change. */
function isCached({ augmentation }: NetworkRecipe, part: Part, { train, validation }: RunImages) {
	if (augmentation || part === 'whole') return false;
	if (part === 'head') return true;
	const rows = train.ids.length + (validation?.ids.length ?? 0);
	return 4 * rows * tf.util.sizeFromShape(part.shape) <= MOST_BYTES;
}

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
	part: Part;
	dispose(): void;
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
	const part = partOf(net, phase);
	if (part !== 'whole' && isCached(recipe, part, images)) {
		const splits = [train, validation].filter((split) => split !== null);
		const [own, held] = await featuresOf(recipe, net, part, splits, { ...options, engine });
		batches = batchesOf(part, own!);
		heldBatches = held ? batchesOf(part, held) : null;
	} else {
		shown = 'images';
		const crops = train.size > net.size;
		const changed = recipe.augmentation || crops;
		const augment = changed ? createAugment(train, recipe.augmentation ?? {}, net.size) : null;
		batches = imageBatches(train, net.size, augment);
		heldBatches = validation && imageBatches(validation, net.size);
	}
	return {
		...{ shown, part },
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
