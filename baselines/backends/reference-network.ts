import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { FreezableBatchNormalization } from '../models/layers/batch-normalization.ts';
import { drawWeights } from '../models/initial-weights.ts';
import { randomSource } from '../random-source.ts';

/** Images in a step, and their height and width in pixels. */
export const BATCH = 8;
export const SIZE = 64;

/**
 * A small network of the kinds of layers that the architectures are made of: what a backend takes for
 * it says how backends compare.
 */
export function referenceNetwork(): tfl.LayersModel {
	const { layers } = tfl;
	const model = tfl.sequential({
		layers: [
			layers.conv2d({
				inputShape: [SIZE, SIZE, 3],
				filters: 32,
				kernelSize: 3,
				padding: 'same',
				activation: 'relu',
			}),
			layers.maxPooling2d({ poolSize: 2 }),
			layers.separableConv2d({ filters: 64, kernelSize: 3, padding: 'same', useBias: false }),
			new FreezableBatchNormalization({ momentum: 0.99, epsilon: 1e-3, scale: true }),
			layers.activation({ activation: 'relu' }),
			layers.conv2d({
				filters: 64,
				kernelSize: 3,
				strides: 2,
				padding: 'same',
				activation: 'relu',
			}),
			layers.globalAveragePooling2d({}),
			layers.dense({ units: 1, activation: 'sigmoid' }),
		],
	});
	drawWeights(model, 0);
	return model;
}

/** Images of noise and alternating labels. */
export function referenceBatch(): { x: tf.Tensor4D; y: tf.Tensor2D } {
	const random = randomSource(0);
	const pixels = new Float32Array(BATCH * SIZE * SIZE * 3);
	for (let i = 0; i < pixels.length; i++) pixels[i] = random.normal();
	const labels = Float32Array.from({ length: BATCH }, (_, index) => index % 2);
	return {
		x: tf.tensor4d(pixels, [BATCH, SIZE, SIZE, 3]),
		y: tf.tensor2d(labels, [BATCH, 1]),
	};
}
