import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { xception } from '#baselines/models/xception';
import { loadWeights, openWeights } from '#baselines/weights/index';
import { REAL_DATA } from '../../proof/folders.ts';

const PATH = join(REAL_DATA, 'weights/xception-imagenet-block13.f16.safetensors');

/** Real ImageNet weights up to the end of block 13; its last two separable convolutions are missing. */
describe.skipIf(!existsSync(PATH))(`Xception with the weights of ${PATH}`, () => {
	beforeAll(async () => {
		await wasm.start();
	});

	it('is complete up to add_12, with 1,024 features', async () => {
		const model = xception.build({ size: 71, upTo: 'add_12' });
		const report = loadWeights(model, xception, 'keras', await openWeights(PATH));
		expect(report).toMatchObject({ naming: 'keras', missing: [], unexpected: [], leftOut: [] });
		expect(model.countParams()).toBe(16_105_512);
		expect(model.outputs[0]!.shape).toEqual([null, 1024]);
		// Grey noise gives features of the size that batch normalisation leaves, not garbage.
		const noise = tf.randomUniform([2, 71, 71, 1], -1, 1, 'float32', 1);
		const features = model.predict(tf.tile(noise, [1, 1, 1, 3])) as tf.Tensor;
		const { mean, variance } = tf.moments(features);
		expect(Math.abs((await mean.data())[0]!)).toBeLessThan(5);
		expect((await variance.data())[0]).toBeGreaterThan(1e-4);
		expect((await variance.data())[0]).toBeLessThan(25);
		model.dispose();
	});

	it('as a whole lacks exactly the last two separable convolutions', async () => {
		const model = xception.build({ size: 71 });
		const file = await openWeights(PATH);
		expect(() => loadWeights(model, xception, 'keras', file)).toThrow('missing (12)');
		const { missing, unexpected } = loadWeights(model, xception, 'keras', file, { partial: true });
		const parts = ['depthwise_kernel', 'pointwise_kernel'];
		const norm = ['gamma', 'beta', 'moving_mean', 'moving_variance'];
		const expected = [1, 2].flatMap((index) => [
			...parts.map((part) => `block14_sepconv${index}/${part}`),
			...norm.map((part) => `block14_sepconv${index}_bn/${part}`),
		]);
		expect(missing.sort()).toEqual(expected.sort());
		expect(unexpected).toEqual([]);
		model.dispose();
	});
});
