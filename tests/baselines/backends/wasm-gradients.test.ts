import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpu } from '#baselines/backends/cpu';
import { wasm } from '#baselines/backends/wasm';
import { randomSource } from '#baselines/random-source';

type Op = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor;

const numbers = (shape: number[], seed: number) => {
	const random = randomSource(seed);
	return Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random.normal());
};

/** Value and both gradients of Σ weight · op(x, filter) on a backend. */
async function gradients(engine: string, op: Op, xShape: number[], filterShape: number[]) {
	await tf.setBackend(engine);
	return tf.tidy(() => {
		const x = tf.tensor(numbers(xShape, 1), xShape);
		const filter = tf.tensor(numbers(filterShape, 2), filterShape);
		const run = (a: tf.Tensor, b: tf.Tensor) => op(a as tf.Tensor4D, b as tf.Tensor4D);
		const shape = run(x, filter).shape;
		const weight = tf.tensor(numbers(shape, 3), shape);
		const [dx, df] = tf.grads((a, b) => tf.sum(tf.mul(run(a!, b!), weight)))([x, filter]);
		return [run(x, filter), dx!, df!].map((tensor) => tensor.dataSync());
	});
}

/** Largest difference, as a share of the largest value. */
function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
	let [difference, largest] = [0, 0];
	for (let i = 0; i < expected.length; i++) {
		difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
		largest = Math.max(largest, Math.abs(expected[i]!));
	}
	return actual.length === expected.length ? difference / (largest || 1) : Infinity;
}

async function compare(op: Op, xShape: number[], filterShape: number[]) {
	const expected = await gradients('cpu', op, xShape, filterShape);
	const actual = await gradients('wasm', op, xShape, filterShape);
	for (let i = 0; i < 3; i++) expect(distance(actual[i]!, expected[i]!)).toBeLessThan(1e-4);
	// A gradient of zeros would agree with itself.
	expect(expected[1]!.some((value) => value !== 0)).toBe(true);
}

beforeAll(async () => {
	await cpu.start();
	await wasm.start();
});

type Pad =
	'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]];
const onePixel: Pad = [
	[0, 0],
	[1, 1],
	[1, 1],
	[0, 0],
];

describe('the gradients of a convolution on WASM are those on CPU', () => {
	const cases: [name: string, x: number[], filter: number[], stride: number, pad: Pad][] = [
		['3×3', [2, 7, 6, 20], [3, 3, 20, 5], 1, 'same'],
		['3×3 valid', [2, 7, 6, 20], [3, 3, 20, 5], 1, 'valid'],
		['few channels', [3, 9, 8, 3], [3, 3, 3, 6], 1, 'same'],
		['stride 2, even size', [2, 8, 10, 17], [3, 3, 17, 4], 2, 'same'],
		['stride 2, odd size', [2, 9, 7, 17], [3, 3, 17, 4], 2, 'same'],
		['stride 2, valid, last row unused', [2, 8, 10, 17], [3, 3, 17, 4], 2, 'valid'],
		['stride 2, padded on both sides', [2, 8, 8, 17], [3, 3, 17, 4], 2, onePixel],
		['stride 2, few channels', [2, 11, 12, 3], [7, 7, 3, 4], 2, 'valid'],
		['stride 4', [1, 23, 23, 3], [11, 11, 3, 4], 4, 'valid'],
		['1×1', [2, 5, 4, 24], [1, 1, 24, 8], 1, 'same'],
		['1×1, stride 2', [2, 7, 8, 24], [1, 1, 24, 8], 2, 'valid'],
		['1×1 of one pixel', [2, 1, 1, 24], [1, 1, 24, 8], 1, 'same'],
		['1×7', [2, 8, 9, 18], [1, 7, 18, 5], 1, 'same'],
		['7×1', [2, 8, 9, 18], [7, 1, 18, 5], 1, 'same'],
		['filter as large as the image', [2, 3, 3, 18], [3, 3, 18, 5], 1, 'valid'],
	];
	it.each(cases)('%s', async (_, x, filter, stride, pad) => {
		await compare((a, b) => tf.conv2d(a, b, stride, pad), x, filter);
	});
});

describe('the gradients of a depthwise convolution on WASM are those on CPU', () => {
	const cases: [name: string, x: number[], filter: number[], stride: number, pad: Pad][] = [
		['3×3', [2, 7, 6, 9], [3, 3, 9, 1], 1, 'same'],
		['5×5, stride 2, even size', [2, 10, 8, 9], [5, 5, 9, 1], 2, 'same'],
		['3×3, stride 2, odd size', [2, 9, 7, 9], [3, 3, 9, 1], 2, 'same'],
		['3×3, stride 2, valid', [2, 8, 8, 9], [3, 3, 9, 1], 2, 'valid'],
		['two filters a channel', [2, 7, 6, 5], [3, 3, 5, 2], 1, 'same'],
		['two filters a channel, stride 2', [2, 7, 6, 5], [3, 3, 5, 2], 2, 'same'],
	];
	it.each(cases)('%s', async (_, x, filter, stride, pad) => {
		await compare((a, b) => tf.depthwiseConv2d(a, b, stride, pad as 'same'), x, filter);
	});
});

function normalise(x: tf.Tensor4D): tf.Tensor {
	const { mean, variance } = tf.moments(x, [0, 1, 2]);
	const beta = tf.tensor1d(numbers([6], 4));
	const gamma = tf.tensor1d(numbers([6], 5));
	return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma);
}

describe('the other gradients that the architectures need', () => {
	const shape = [2, 7, 8, 6];
	const scale = [1, 1, 1, 6];
	const cases: [name: string, op: Op][] = [
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
	it.each(cases)('%s', async (_, op) => {
		await compare((x, filter) => tf.mul(op(x, filter), tf.sum(filter)), shape, scale);
	});
});

it('leaves nothing behind in the backend', async () => {
	await tf.setBackend('wasm');
	const step = () =>
		tf.tidy(() => {
			const x = tf.tensor4d(numbers([2, 9, 9, 20], 1), [2, 9, 9, 20]);
			const filter = tf.tensor4d(numbers([3, 3, 20, 20], 2), [3, 3, 20, 20]);
			const depthwise = tf.tensor4d(numbers([3, 3, 20, 1], 2), [3, 3, 20, 1]);
			tf.grads((a, b, c) => {
				const y = tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same');
				return tf.sum(tf.depthwiseConv2d(y, c as tf.Tensor4D, 2, 'same'));
			})([x, filter, depthwise]);
		});
	step();
	// What the backend holds; the engine does not see what kernels make for themselves.
	const backend = tf.backend() as unknown as { dataIdMap: { numDataIds(): number } };
	const before = [tf.memory().numTensors, backend.dataIdMap.numDataIds()];
	for (let i = 0; i < 5; i++) step();
	expect([tf.memory().numTensors, backend.dataIdMap.numDataIds()]).toEqual(before);
});
