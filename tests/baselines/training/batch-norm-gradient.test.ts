import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import '@tensorflow/tfjs-layers';
import { findBackend } from '#baselines/backends/choose';
import { registerBatchNormGradient } from '#baselines/training/batch-norm-gradient';

beforeAll(async () => {
	await findBackend('wasm').start();
});

const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

/** Gradients of a weighted sum of the output, with respect to everything that goes in. */
function gradients(shape: number[], scaled: boolean): number[][] {
	const channels = shape.at(-1)!;
	const weights = random(shape, 9);
	const inputs = [
		random(shape, 1),
		random([channels], 2),
		tf.abs(random([channels], 3)),
		random([channels], 4),
	];
	if (scaled) inputs.push(random([channels], 5));
	const all = tf.grads(
		(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, offset: tf.Tensor, scale?: tf.Tensor) =>
			tf.sum(
				tf.mul(
					weights,
					tf.batchNorm(
						x,
						mean as tf.Tensor1D,
						variance as tf.Tensor1D,
						offset as tf.Tensor1D,
						scale as tf.Tensor1D | undefined,
						0.01,
					),
				),
			),
	)(inputs);
	return all.map((gradient) => [...gradient.dataSync()]);
}

const cases: [number[], boolean][] = [
	[[3, 5, 4, 2], true],
	[[2, 7, 3, 5], true],
	[[6, 3], true],
];

it('is that of TensorFlow.js', () => {
	const theirs = cases.map(([shape, scaled]) => gradients(shape, scaled));
	registerBatchNormGradient();
	cases.forEach(([shape, scaled], k) => {
		const ours = gradients(shape, scaled);
		expect(ours).toHaveLength(theirs[k]!.length);
		ours.forEach((values, i) =>
			values.forEach((value, j) => {
				const wanted = theirs[k]![i]![j]!;
				expect(Math.abs(value - wanted)).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted)));
			}),
		);
	});
	const before = tf.memory().numTensors;
	tf.tidy(() => void gradients([3, 5, 4, 2], true));
	expect(tf.memory().numTensors).toBe(before);
});
