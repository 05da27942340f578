import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { cpu } from '#baselines/backends/cpu';
import { wasm } from '#baselines/backends/wasm';
import { cases, difference, numbers } from './gradient-cases.ts';

beforeAll(async () => {
	await cpu.start();
	await wasm.start();
});

it.each(cases.map((one) => [one.name, one] as const))(
	'WASM and CPU agree on the gradients of: %s',
	async (_, one) => {
		expect(await difference('cpu', 'wasm', one)).toBeLessThan(1e-4);
	},
);

it('leaves nothing behind in the backend', async () => {
	await tf.setBackend('wasm');
	const step = () =>
		tf.tidy(() => {
			const x = tf.tensor4d(numbers([2, 9, 9, 20], 1), [2, 9, 9, 20]);
			const filter = tf.tensor4d(numbers([3, 3, 20, 20], 2), [3, 3, 20, 20]);
			const depthwise = tf.tensor4d(numbers([3, 3, 20, 1], 2), [3, 3, 20, 1]);
			tf.grads((a, b, c) => {
				const y = tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same');
				const z = tf.depthwiseConv2d(y, c as tf.Tensor4D, 2, 'same');
				return tf.sum(tf.maxPool(z as tf.Tensor4D, 2, 1, 'valid'));
			})([x, filter, depthwise]);
		});
	step();
	// What the backend holds; the engine does not see what kernels make for themselves.
	const backend = tf.backend() as unknown as { dataIdMap: { numDataIds(): number } };
	const before = [tf.memory().numTensors, backend.dataIdMap.numDataIds()];
	for (let i = 0; i < 5; i++) step();
	expect([tf.memory().numTensors, backend.dataIdMap.numDataIds()]).toEqual(before);
});
