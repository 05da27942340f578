/** The part of a network that is not trained, and what it makes of images: computed once, and kept. */
import type { LoadedSplit } from '../../data/index.ts';
import type { Matrix } from '../../heads/index.ts';
import type { NetworkRecipe, Phase } from '../../recipes/types.ts';
import { featureBatches, mapBatches, type Batches } from '../batches.ts';
import { extractFeatures } from '../extract/extract-features.ts';
import type { Part } from '../forward.ts';
import { cutNetwork } from '../network/cut-network.ts';
import { firstTrained, type TrainableNetwork } from '../network/network.ts';
import { cropped, keyOfImages } from './prepared.ts';
import type { RunOptions } from './types.ts';

/** Maps of all images that are held in memory; of more the untrained part is computed each time. */
export const MOST_BYTES = 2 ** 31;

/** A phase's own: what lies before it is the same in every step. */
export const partOf = (net: TrainableNetwork, { train }: Pick<Phase, 'train'>): Part =>
	train === 'head' ? 'head' : (cutNetwork(net, train) ?? 'whole');

/** What no phase of the recipe trains lies before this part. */
export function partOfAll(net: TrainableNetwork, { phases }: Pick<NetworkRecipe, 'phases'>): Part {
	const from = ({ train }: Phase) => firstTrained(net.backbone, train);
	const [lowest] = [...phases].sort((a, b) => from(a) - from(b));
	return lowest ? partOf(net, lowest) : 'head';
}

export type FeatureOptions = Pick<RunOptions, 'onEvent' | 'cache' | 'threads' | 'signal'> & {
	/** Engine that TensorFlow.js computes on. */
	engine: string;
};

/**
 * What the part's input is for each image of the splits, from the cache where it is in it.
 * @param recipe of the network, whose backbone and images say what the features are of
 */
export function featuresOf(
	{ backbone, image }: Pick<NetworkRecipe, 'backbone' | 'image'>,
	net: TrainableNetwork,
	part: Exclude<Part, 'whole'>,
	splits: readonly LoadedSplit[],
	{ onEvent, cache, threads, signal, engine }: FeatureOptions,
): Promise<Matrix[]> {
	return extractFeatures(
		splits.map((split) => cropped(split, net.size)),
		{
			...(part === 'head'
				? { backbone: net.backbone, spec: backbone }
				: { backbone: part.front, maps: true as const, spec: { ...backbone, upTo: part.layer } }),
			channels: image.channels,
			...{ input: net.input, cache, threads, signal, engine },
			preprocessing: keyOfImages(image, net.size, splits[0]?.size ?? net.size),
			onProgress: (share) => onEvent({ kind: 'work', what: 'Features', share }),
		},
	);
}

export const batchesOf = (part: Exclude<Part, 'whole'>, features: Matrix): Batches =>
	part === 'head' ? featureBatches(features) : mapBatches(features, part.shape);
