import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { FreezableBatchNormalization } from '#baselines/models/layers/batch-normalization';

beforeAll(async () => {
	await findBackend('wasm').start();
});

const EPSILON = 0.01;
const random = (shape: number[], seed: number) => tf.randomNormal(shape, 1, 2, 'float32', seed);

/** The same in single operations, whose gradient TensorFlow.js knows. */
function plain(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
	const axes = x.shape.map((_, axis) => axis).slice(0, -1);
	const mean = tf.mean(x, axes);
	const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
	const scaled = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, EPSILON)));
	return tf.add(tf.mul(scaled, gamma), beta);
}

function layerOf(channels: number, scale: boolean) {
	const layer = new FreezableBatchNormalization({
		...{ name: `bn_${channels}_${scale}`, momentum: 0.9, epsilon: EPSILON, scale },
	});
	layer.build([null, channels]);
	const weights = layer.weights.map((weight) => weight.read() as tf.Variable);
	const [gamma, beta] = scale ? weights : [null, weights[0]];
	gamma?.assign(random([channels], 7));
	beta!.assign(random([channels], 8));
	return { layer, gamma: gamma ?? null, beta: beta!, running: weights.slice(-2) };
}

describe.each([
	['maps', [3, 5, 4, 6], true],
	['maps without a gamma', [2, 7, 3, 5], false],
	['features', [16, 3], true],
] as const)('batch normalisation of %s', (_, shape, scale) => {
	const channels = shape[shape.length - 1]!;

	it('has the gradients of its formula, and its value', () => {
		const { layer, gamma, beta } = layerOf(channels, scale);
		const x = tf.variable(random([...shape], 1));
		const weights = random([...shape], 2);
		const variables = [x, beta, ...(gamma ? [gamma] : [])];
		const of = (apply: () => tf.Tensor) =>
			tf.variableGrads(() => tf.sum(tf.mul(apply(), weights)), variables);
		const ours = of(() => layer.call(x, { training: true }));
		const wanted = of(() => plain(x, gamma ?? tf.onesLike(beta), beta));
		expect(ours.value.dataSync()[0]).toBeCloseTo(wanted.value.dataSync()[0]!, 3);
		for (const { name } of variables) {
			const theirs = wanted.grads[name]!.dataSync();
			ours.grads[name]!.dataSync().forEach((value, k) =>
				expect(Math.abs(value - theirs[k]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(theirs[k]!))),
			);
		}
	});

	it('lets the running statistics follow, once a step, and leaves no tensor behind', () => {
		const { layer, running } = layerOf(channels, scale);
		const x = random([...shape], 1);
		const { mean, variance } = tf.moments(x, x.shape.map((_, k) => k).slice(0, -1));
		const step = () =>
			tf.tidy(
				() =>
					void tf
						.grad((y) => layer.call(y, { training: true }))(x)
						.dataSync(),
			);
		step();
		const [m, v] = running.map((variable) => variable.dataSync());
		mean.dataSync().forEach((value, k) => expect(m![k]).toBeCloseTo(0.1 * value, 5));
		variance.dataSync().forEach((value, k) => expect(v![k]).toBeCloseTo(0.9 + 0.1 * value, 4));
		const before = tf.memory().numTensors;
		for (let k = 0; k < 3; k++) step();
		expect(tf.memory().numTensors).toBe(before);
	});
});
