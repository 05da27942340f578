import * as tf from '@tensorflow/tfjs-core';
import type { LoadedSplit } from '../../data/index.ts';
import type { NetworkRecipe } from '../../recipes/types.ts';
import { imageBatches } from '../batches.ts';
import { allLogits, forwardOf, type Part } from '../forward.ts';
import type { TrainableNetwork } from '../network/network.ts';
import { scoresOf } from '../scores.ts';
import { splitScores } from './scores.ts';
import type { RunOptions, SplitScores } from './types.ts';
import {
	batchesOf,
	featuresOf,
	MOST_BYTES,
	partOfAll,
	type FeatureOptions,
} from './untrained-part.ts';

export interface PredictOptions extends Pick<RunOptions, 'onEvent' | 'signal'> {
	batch: number;
	/** The recipe of the network: what it trains no layer of comes from the cache, or goes into it. */
	kept?: { recipe: NetworkRecipe } & FeatureOptions;
}

const fits = (part: Part, { ids }: LoadedSplit) =>
	typeof part === 'string' || 4 * ids.length * tf.util.sizeFromShape(part.shape) <= MOST_BYTES;

/**
 * Scores of a split, one image as it is.
 * @param images at the edge at which the recipe stores them, or at that of the network
 */
export async function predictSplit(
	net: TrainableNetwork,
	images: LoadedSplit,
	labels: number,
	{ onEvent, signal, batch, kept }: PredictOptions,
): Promise<SplitScores> {
	const part = kept ? partOfAll(net, kept.recipe) : 'whole';
	const cached = kept && part !== 'whole' && fits(part, images);
	const [features] = cached ? await featuresOf(kept.recipe, net, part, [images], kept) : [];
	const batches =
		features && part !== 'whole' ? batchesOf(part, features) : imageBatches(images, net.size);
	try {
		const logits = await allLogits(
			features ? forwardOf(net, 'features', part) : forwardOf(net, 'images'),
			...([batches, batch, net.outputs] as const),
			(share) => onEvent({ kind: 'work', what: `Scores of ${images.split} images`, share }),
			signal,
		);
		return splitScores(images, scoresOf(logits, net.outputs, labels, net.output));
	} finally {
		batches.dispose();
	}
}
