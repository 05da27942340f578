import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { join, type Architecture, type Convention } from '#baselines/models/index';
import { randomSource } from '#baselines/random-source';

export interface TrainOptions {
	convention: Convention;
	/** Share of the published filters. */
	width: number;
	steps: number;
	/** Learning rate of Adam; 1e-4 by default. */
	rate?: number;
}

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

/** Trains a whole network, backbone and one dense layer, on two images of noise. */
export async function trainSteps(
	architecture: Architecture,
	{ convention, width, steps, rate = 1e-4 }: TrainOptions,
): Promise<Trained> {
	const size = smallSize(architecture);
	const backbone = architecture.build({ size, convention, width, seed: 1 });
	const head = meanHead(backbone.outputs[0]!.shape.at(-1)!);
	const model = join(backbone, head);
	// Adam's steps have one length, however small the gradient: a kernel that stays has none at all.
	model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy' });
	const random = randomSource(3);
	const pixels = Float32Array.from({ length: 2 * size * size * 3 }, () => random.normal());
	const x = tf.tensor4d(pixels, [2, size, size, 3]);
	const y = tf.tensor2d([[0], [1]]);
	const mean = await meanOf(backbone, x);
	const before = await firstKernel(model);
	const losses: number[] = [];
	const tensors: number[] = [];
	for (let step = 0; step < steps; step++) {
		losses.push((await model.trainOnBatch(x, y)) as number);
		tensors.push(tf.memory().numTensors);
	}
	const after = await firstKernel(model);
	tf.dispose([x, y]);
	model.optimizer.dispose();
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

/** One output that starts as the mean of the features, far from where a sigmoid is flat. */
function meanHead(features: number): tfl.Sequential {
	const kernelInitializer = tfl.initializers.constant({ value: 1 / features });
	const inputShape = [features];
	const settings = { units: 1, inputShape, activation: 'sigmoid', kernelInitializer } as const;
	return tfl.sequential({ layers: [tfl.layers.dense(settings)] });
}

/** A copy; on some backends the values are a view of what the next step overwrites. */
async function firstKernel(model: tfl.LayersModel): Promise<Float32Array> {
	return Float32Array.from(await model.trainableWeights[0]!.read().data());
}
