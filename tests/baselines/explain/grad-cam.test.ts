import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { enlarge, gradCam } from '#baselines/explain/grad-cam';
import { featureMapLayer } from '#baselines/models/index';
import { architectures } from '#baselines/models/index';
import { join } from '#baselines/models/mlp-head';
import { buildHead } from '#baselines/training/network/head';

beforeAll(async () => {
	await findBackend('wasm').start();
});

/** Two maps that copy the two channels, their means, and one output: 2 · first − 1 · second. */
function twoMaps() {
	const input = tfl.input({ shape: [4, 4, 2] });
	const maps = tfl.layers
		.conv2d({ name: 'maps', filters: 2, kernelSize: 1, useBias: false })
		.apply(input) as tfl.SymbolicTensor;
	const pooled = tfl.layers.globalAveragePooling2d({ name: 'avg_pool' }).apply(maps);
	const out = tfl.layers.dense({ name: 'logits', units: 1 }).apply(pooled) as tfl.SymbolicTensor;
	const model = tfl.model({ inputs: input, outputs: out });
	model.getLayer('maps').setWeights([tf.tensor4d([1, 0, 0, 1], [1, 1, 2, 2])]);
	model.getLayer('logits').setWeights([tf.tensor2d([[2], [-1]]), tf.tensor1d([0.3])]);
	return model;
}

describe('Grad-CAM', () => {
	it('of pooled maps and one linear layer is their weighted sum (Zhou et al. 2016)', async () => {
		const model = twoMaps();
		const first = Array.from({ length: 16 }, (_, k) => (k === 5 ? 3 : k === 10 ? 1 : 0));
		const second = Array.from({ length: 16 }, (_, k) => (k === 10 ? 5 : 0));
		const x = tf.tensor4d(
			first.flatMap((v, k) => [v, second[k]!]),
			[1, 4, 4, 2],
		);
		const { height, width, values } = await gradCam(model, 'maps', x, 0);
		expect([height, width]).toEqual([4, 4]);
		// 2 · 3 at the first place, 2 · 1 − 5 < 0 at the second, scaled to a highest of 1.
		const expected = first.map((v, k) => Math.max(0, 2 * v - second[k]!) / 6);
		values.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 5));
	});

	it('keeps the images of a batch apart, and leaves the model as it was', async () => {
		const model = twoMaps();
		const x = tf.randomUniform([3, 4, 4, 2], 0, 1, 'float32', 5) as tf.Tensor4D;
		const before = (model.predict(x) as tf.Tensor).dataSync();
		const tensors = tf.memory().numTensors;
		const all = await gradCam(model, 'maps', x, 0);
		expect(tf.memory().numTensors).toBe(tensors);
		for (let k = 0; k < 3; k++) {
			const one = await gradCam(model, 'maps', tf.slice(x, [k, 0, 0, 0], [1, 4, 4, 2]), 0);
			const own = all.values.subarray(16 * k, 16 * (k + 1));
			own.forEach((value, i) => expect(value).toBeCloseTo(one.values[i]!, 5));
		}
		expect((model.predict(x) as tf.Tensor).dataSync()).toEqual(before);
	});

	it('says nothing where nothing speaks for the finding', async () => {
		const zero = await gradCam(twoMaps(), 'maps', tf.zeros([1, 4, 4, 2]), 0);
		expect([...zero.values]).toEqual(Array(16).fill(0));
	});

	it.each(architectures.map(({ id }) => id))('works on %s', async (id) => {
		const architecture = architectures.find((known) => known.id === id)!;
		const size = Math.max(architecture.smallest, 64);
		const backbone = architecture.build({ size, channels: 1, seed: 1 });
		const features = backbone.outputs[0]!.shape.at(-1)!;
		const head = buildHead({ layers: [], output: 'sigmoid' }, features, 2, 1);
		const whole = join(backbone, head);
		const x = tf.randomUniform([1, size, size, 1], -1, 1, 'float32', 2) as tf.Tensor4D;
		const { values, height, width } = await gradCam(whole, featureMapLayer(whole), x, 1);
		expect(values).toHaveLength(height * width);
		expect(values.every((value) => value >= 0 && value <= 1.000001)).toBe(true);
		x.dispose();
		whole.layers.forEach((layer) => layer.weights.forEach((weight) => weight.dispose()));
	});
});

it('enlarging keeps values in their range, and a constant constant', () => {
	expect([...new Set(enlarge(new Float32Array(9).fill(0.4), { height: 3, width: 3 }, 7))]).toEqual([
		Math.fround(0.4),
	]);
	const map = Float32Array.of(0, 1, 0, 0);
	const large = enlarge(map, { height: 2, width: 2 }, 8);
	expect(large[7]).toBe(1);
	expect(large[0]).toBe(0);
	expect(Math.max(...large)).toBe(1);
	// Halfway between the centres of the two upper cells.
	expect(large[3]! + large[4]!).toBeCloseTo(1, 6);
});
