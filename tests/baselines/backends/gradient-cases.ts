import * as tf from '@tensorflow/tfjs-core';
import { randomSource } from '#baselines/random-source';

export type Op = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor;

export interface Case {
	name: string;
	op: Op;
	x: number[];
	filter: number[];
}

export const numbers = (shape: number[], seed: number) => {
	const random = randomSource(seed);
	return Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random.normal());
};

type Pad =
	'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]];
const onePixel: Pad = [
	[0, 0],
	[1, 1],
	[1, 1],
	[0, 0],
];

type Shapes = [name: string, x: number[], filter: number[], stride: number, pad: Pad];
const convolutions: Shapes[] = [
	['3×3', [2, 7, 6, 20], [3, 3, 20, 5], 1, 'same'],
	['3×3 valid', [2, 7, 6, 20], [3, 3, 20, 5], 1, 'valid'],
	['few channels', [3, 9, 8, 3], [3, 3, 3, 6], 1, 'same'],
	['stride 2, even size', [2, 8, 10, 17], [3, 3, 17, 4], 2, 'same'],
	['stride 2, odd size', [2, 9, 7, 17], [3, 3, 17, 4], 2, 'same'],
	['stride 2, valid, last row unused', [2, 8, 10, 17], [3, 3, 17, 4], 2, 'valid'],
	['stride 2, padded on both sides', [2, 8, 8, 17], [3, 3, 17, 4], 2, onePixel],
	['stride 2, few channels', [2, 11, 12, 3], [7, 7, 3, 4], 2, 'valid'],
	['stride 3, pixels between the filters', [2, 8, 9, 17], [2, 2, 17, 4], 3, 'valid'],
	['few channels, many patches', [1, 70, 70, 6], [7, 7, 6, 2], 1, 'same'],
	['stride 4', [1, 23, 23, 3], [11, 11, 3, 4], 4, 'valid'],
	['1×1', [2, 5, 4, 24], [1, 1, 24, 8], 1, 'same'],
	['1×1, stride 2', [2, 7, 8, 24], [1, 1, 24, 8], 2, 'valid'],
	['1×1 of one pixel', [2, 1, 1, 24], [1, 1, 24, 8], 1, 'same'],
	['1×7', [2, 8, 9, 18], [1, 7, 18, 5], 1, 'same'],
	['7×1', [2, 8, 9, 18], [7, 1, 18, 5], 1, 'same'],
	['filter as large as the image', [2, 3, 3, 18], [3, 3, 18, 5], 1, 'valid'],
];

const depthwise: Shapes[] = [
	['3×3', [2, 7, 6, 9], [3, 3, 9, 1], 1, 'same'],
	['5×5, stride 2, even size', [2, 10, 8, 9], [5, 5, 9, 1], 2, 'same'],
	['3×3, stride 2, odd size', [2, 9, 7, 9], [3, 3, 9, 1], 2, 'same'],
	['3×3, stride 2, valid', [2, 8, 8, 9], [3, 3, 9, 1], 2, 'valid'],
	['two filters a channel', [2, 7, 6, 5], [3, 3, 5, 2], 1, 'same'],
	['two filters a channel, stride 2', [2, 7, 6, 5], [3, 3, 5, 2], 2, 'same'],
];

const others: [name: string, op: (x: tf.Tensor4D) => tf.Tensor][] = [
	['max pooling', (x) => tf.maxPool(x, 2, 2, 'valid')],
	['max pooling, overlapping', (x) => tf.maxPool(x, 3, 2, 'same')],
	['max pooling, padded on both sides', (x) => tf.maxPool(x, 3, 2, 1, 'floor')],
	['mean pooling', (x) => tf.avgPool(x, 2, 2, 'valid')],
	['mean pooling, overlapping', (x) => tf.avgPool(x, 3, 1, 'valid')],
	['swish', (x) => tf.mul(x, tf.sigmoid(x))],
	['rectification', (x) => tf.relu(x)],
	['global mean', (x) => tf.mean(x, [1, 2])],
	['concatenation', (x) => tf.concat([x, tf.mul(x, 2)], 3)],
	['normalisation', normalise],
];

function normalise(x: tf.Tensor4D): tf.Tensor {
	const { mean, variance } = tf.moments(x, [0, 1, 2]);
	const beta = tf.tensor1d(numbers([6], 4));
	const gamma = tf.tensor1d(numbers([6], 5));
	return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma);
}

/** Every kind of gradient that the architectures need. */
export const cases: Case[] = [
	...convolutions.map(([name, x, filter, stride, pad]) => {
		return {
			name: `convolution ${name}`,
			x,
			filter,
			op: ((a, b) => tf.conv2d(a, b, stride, pad)) as Op,
		};
	}),
	...depthwise.map(([name, x, filter, stride, pad]) => {
		const op: Op = (a, b) => tf.depthwiseConv2d(a, b, stride, pad as 'same');
		return { name: `depthwise ${name}`, x, filter, op };
	}),
	...others.map(([name, op]) => {
		const scaled: Op = (x, filter) => tf.mul(op(x), tf.sum(filter));
		return { name, x: [2, 7, 8, 6], filter: [1, 1, 1, 6], op: scaled };
	}),
];

/** Value and both gradients of Σ weight · op(x, filter) on a backend. */
export async function gradients(engine: string, { op, x: xShape, filter: filterShape }: Case) {
	await tf.setBackend(engine);
	const results = tf.tidy(() => {
		const x = tf.tensor(numbers(xShape, 1), xShape);
		const filter = tf.tensor(numbers(filterShape, 2), filterShape);
		const run = (a: tf.Tensor, b: tf.Tensor) => op(a as tf.Tensor4D, b as tf.Tensor4D);
		const value = run(x, filter);
		const weight = tf.tensor(numbers(value.shape, 3), value.shape);
		const [dx, df] = tf.grads((a, b) => tf.sum(tf.mul(run(a!, b!), weight)))([x, filter]);
		return [value, dx!, df!];
	});
	const values = await Promise.all(
		results.map(async (tensor) => Float32Array.from(await tensor.data())),
	);
	tf.dispose(results);
	return values;
}

/** Largest difference between two backends, as a share of the largest value. */
export async function difference(a: string, b: string, one: Case): Promise<number> {
	const [expected, actual] = [await gradients(a, one), await gradients(b, one)];
	// A gradient of zeros would agree with itself.
	if (!expected[1]!.some((value) => value !== 0)) return Infinity;
	return Math.max(...expected.map((values, index) => distance(actual[index]!, values)));
}

function distance(actual: Float32Array, expected: Float32Array): number {
	let [furthest, largest] = [0, 0];
	for (let i = 0; i < expected.length; i++) {
		furthest = Math.max(furthest, Math.abs(actual[i]! - expected[i]!));
		largest = Math.max(largest, Math.abs(expected[i]!));
	}
	const comparable = actual.length === expected.length && Number.isFinite(furthest);
	return comparable ? furthest / (largest || 1) : Infinity;
}
