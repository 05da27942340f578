/** The networks that a GPU is tried and timed with, and images of noise for them. */
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkRecipe } from '../recipes/types.ts';
import { densenet121 } from '../recipes/own/densenet121.ts';
import { vggMlp } from '../recipes/own/vgg-mlp.ts';
import { xception } from '../recipes/own/xception.ts';
import { randomSource, seedFrom } from '../random-source.ts';
import type { Targets } from '../training/losses.ts';
import { forwardOf } from '../training/forward.ts';
import { buildNetwork, disposeModel, freeze, trainableOf } from '../training/network/network.ts';
import { makeOptimiser } from '../training/optimisers/index.ts';
import { takeStep } from '../training/step.ts';

export const networks: readonly NetworkRecipe[] = [vggMlp, xception, densenet121];

/** As on the demo's board. */
const LABELS = 14;

/** Grey values of noise, [images, size, size, 1]. */
export function noiseImages(images: number, size: number): tf.Tensor4D {
	const random = randomSource(seedFrom('gpu images', images, size));
	const grey = Float32Array.from({ length: images * size * size }, () =>
		Math.floor(256 * random.uniform()),
	);
	return tf.tensor4d(grey, [images, size, size, 1]);
}

function noiseTargets(images: number): Targets {
	const random = randomSource(seedFrom('gpu labels', images));
	const y = Float32Array.from({ length: images * LABELS }, () => Number(random.uniform() < 0.3));
	return { y: tf.tensor2d(y, [images, LABELS]), weights: tf.ones([images, LABELS]) };
}

export interface Shape {
	/** Edge in pixels. */
	size: number;
	/** Of a batch. */
	images: number;
	/** Share of the filters. */
	width?: number;
}

/** A whole network with its recipe's last optimiser, on a batch that stays on the device. */
export function startNetwork(recipe: NetworkRecipe, { size, images, width }: Shape) {
	const net = buildNetwork(recipe, { task: 'multilabel', labels: LABELS, seed: 1, size, width });
	freeze(net, { train: 'all' });
	const forward = forwardOf(net, 'images');
	const batch = noiseImages(images, size);
	const targets = noiseTargets(images);
	const optimiser = makeOptimiser(recipe.phases.at(-1)!.optimiser);
	const variables = trainableOf(net.whole);
	return {
		/** Trains on the batch; the loss before, for the caller to read and dispose. */
		step: (rate = 1e-4): tf.Scalar =>
			takeStep({ forward, batch, targets, output: net.output, variables }, optimiser, rate),
		/** Logits of the batch, for the caller to read and dispose. */
		predict: (): tf.Tensor2D => tf.tidy(() => forward.logits(forward.before(batch), false)),
		dispose() {
			tf.dispose([batch, targets.y, targets.weights]);
			optimiser.dispose();
			disposeModel(net.whole);
		},
	};
}
