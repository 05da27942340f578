import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { join, type Architecture, type Convention } from '#baselines/models/index';
import { randomSource } from '#baselines/random-source';
import { registerBatchNormGradient } from '#baselines/training/batch-norm-gradient';
import type { Forward } from '#baselines/training/forward';
import { trainableOf } from '#baselines/training/network/network';
import { makeOptimiser } from '#baselines/training/optimisers/index';
import { takeStep } from '#baselines/training/step';

export interface TrainOptions {
	convention: Convention;
	/** Share of the published filters. */
	width: number;
	steps: number;
	/** Learning rate of Adam; 1e-4 by default. */
	rate?: number;
}

/** All the layers, and as little to compute as goes: for a GPU that the processor imitates. */
export const LEAST_WIDTH = 1 / 16;

export interface Trained {
	/** Mean of the features before training, with running statistics. */
	mean: number;
	/** Before each step, on the same two images. */
	losses: number[];
	/** Whether the first kernel of the network, the farthest from the loss, moved. */
	moved: boolean;
	/** Tensors more after the last step than after the first. */
	leaked: number;
}

/**
 * Small enough for seconds; the networks that need more get the least they take. Where whole blocks are
 * left out by chance, two images of one pixel in the end are too few to see a loss fall.
 */
const smallSize = ({ smallest, id }: Architecture) =>
	Math.max(smallest, id === 'efficientnet-b0' ? 64 : 32);

/** Trains a whole network, backbone and one dense layer, on two images of noise, as a run does. */
export async function trainSteps(
	architecture: Architecture,
	{ convention, width, steps, rate = 1e-4 }: TrainOptions,
): Promise<Trained> {
	registerBatchNormGradient();
	const size = smallSize(architecture);
	const backbone = architecture.build({ size, convention, width, seed: 1 });
	const head = meanHead(backbone.outputs[0]!.shape.at(-1)!);
	const model = join(backbone, head);
	const random = randomSource(3);
	const pixels = Float32Array.from({ length: 2 * size * size * 3 }, () => random.normal());
	const x = tf.tensor4d(pixels, [2, size, size, 3]);
	const targets = { y: tf.tensor2d([[0], [1]]), weights: tf.ones([2, 1]) as tf.Tensor2D };
	const forward: Forward = {
		before: (batch) => tf.clone(batch),
		logits: (batch, training) => model.apply(batch, { training }) as tf.Tensor2D,
	};
	const variables = trainableOf(model);
	// Adam's steps have one length, however small the gradient: a kernel that stays has none at all.
	const optimiser = makeOptimiser({ kind: 'adam' });
	const mean = await meanOf(backbone, x);
	const before = await firstKernel(model);
	const losses: number[] = [];
	const tensors: number[] = [];
	for (let step = 0; step < steps; step++) {
		const input = { forward, batch: x, targets, output: 'sigmoid' as const, variables };
		const loss = takeStep(input, optimiser, rate);
		losses.push((await loss.data())[0]!);
		loss.dispose();
		tensors.push(tf.memory().numTensors);
	}
	const after = steps ? await firstKernel(model) : before;
	tf.dispose([x, targets.y, targets.weights]);
	optimiser.dispose();
	for (const part of [model, head]) part.dispose();
	const moved = after.some((value, index) => value !== before[index]);
	return { mean, losses, moved, leaked: tensors.at(-1)! - tensors[0]! };
}

async function meanOf(model: tfl.LayersModel, x: tf.Tensor): Promise<number> {
	const features = model.predict(x) as tf.Tensor;
	const values = (await features.data()) as Float32Array;
	features.dispose();
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A logit that starts as the mean of the features, far from where a sigmoid is flat. */
function meanHead(features: number): tfl.Sequential {
	const kernelInitializer = tfl.initializers.constant({ value: 1 / features });
	const inputShape = [features];
	const settings = { units: 1, inputShape, kernelInitializer } as const;
	return tfl.sequential({ layers: [tfl.layers.dense(settings)] });
}

/** A copy; on some backends the values are a view of what the next step overwrites. */
async function firstKernel(model: tfl.LayersModel): Promise<Float32Array> {
	return Float32Array.from(await model.trainableWeights[0]!.read().data());
}
