import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import {
	architectures,
	featureMapLayer,
	findArchitecture,
	mlpHead,
	ModelError,
	preprocess,
} from '#baselines/models/index';
import { SeededDropout } from '#baselines/models/layers/dropout';
import { FreezableBatchNormalization } from '#baselines/models/layers/batch-normalization';

beforeAll(async () => {
	await wasm.start();
});

const code = (run: () => unknown): string => {
	try {
		run();
		return 'none';
	} catch (error) {
		expect(error).toBeInstanceOf(ModelError);
		return (error as ModelError).code;
	}
};

/** As Keras Applications reports them, without top. */
const KERAS = {
	vgg16: 14_714_688,
	vgg19: 20_024_384,
	resnet50: 23_587_712,
	resnet101: 42_658_176,
	densenet121: 7_037_504,
	xception: 20_861_480,
	'inception-v3': 21_802_784,
	'efficientnet-b0': 4_049_571,
};

describe('parameters', () => {
	it.each(Object.entries(KERAS))('%s: %i', (id, parameters) => {
		const model = findArchitecture(id).build({ size: 80 });
		expect(model.countParams()).toBe(parameters);
		model.dispose();
	});

	it('of the VGG-MLP head: 18,279, of which 17,155 are trained', () => {
		const head = mlpHead({ features: 512 });
		const trained = head.trainableWeights.map(({ shape }) =>
			tf.util.sizeFromShape(shape as number[]),
		);
		expect(head.countParams()).toBe(18_279);
		expect(trained.reduce((a, b) => a + b, 0)).toBe(17_155);
		head.dispose();
	});

	it('of the built-in normalisation of EfficientNet: 7', () => {
		const model = findArchitecture('efficientnet-b0').build({ size: 32 });
		expect(model.getLayer('normalization').countParams()).toBe(7);
		model.dispose();
	});
});

describe('every architecture', () => {
	const width = 1 / 16;
	it.each(architectures.map((found) => [found.id, found] as const))(
		'%s takes other sizes and channels, with and without a top',
		(_id, architecture) => {
			const size = [architecture.smallest + 5, architecture.smallest] as const;
			const map = architecture.build({ size, channels: 1, width, pooling: false });
			expect(map.inputs[0]!.shape).toEqual([null, ...size, 1]);
			expect(map.outputs[0]!.shape).toHaveLength(4);
			const top = { classes: 14, activation: 'sigmoid' } as const;
			const whole = architecture.build({ size, width, top });
			expect(whole.outputs[0]!.shape).toEqual([null, 14]);
			expect((whole.getLayer(featureMapLayer(whole)).outputShape as number[]).slice(1)).toEqual(
				map.outputs[0]!.shape.slice(1),
			);
			for (const model of [map, whole]) model.dispose();
		},
	);

	it('refuses images that it would halve to nothing', () => {
		for (const architecture of architectures) {
			expect(code(() => architecture.build({ size: architecture.smallest - 1 }))).toBe(
				'input_too_small',
			);
		}
	});

	it('refuses editions, layers and names that are not there', () => {
		expect(code(() => findArchitecture('vgg61'))).toBe('unknown_architecture');
		const vgg11 = findArchitecture('vgg11-bn');
		expect(code(() => vgg11.build({ convention: 'keras', size: 32, width }))).toBe(
			'unknown_convention',
		);
		expect(code(() => vgg11.build({ upTo: 'add_99', size: 32, width }))).toBe('unknown_layer');
	});

	it('draws the same weights from the same seed, and others from another', async () => {
		const first = async (seed: number) => {
			const model = findArchitecture('vgg16').build({ size: 32, width, seed });
			const values = await model.layers[1]!.weights[0]!.read().data();
			model.dispose();
			return [...values];
		};
		expect(await first(1)).toEqual(await first(1));
		expect(await first(1)).not.toEqual(await first(2));
	});

	it('frees what lies behind the layer that it stops at', () => {
		const before = tf.memory().numTensors;
		const part = findArchitecture('resnet50').build({ size: 32, width, upTo: 'conv2_block3_out' });
		expect(part.layers.at(-1)!.name).toBe('avg_pool');
		part.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});
});

describe('layers', () => {
	it('normalisation that is frozen neither learns nor drifts', async () => {
		const config = { momentum: 0.5, epsilon: 1e-3, scale: false };
		const layer = new FreezableBatchNormalization(config);
		const x = tf.tensor2d([[10], [30]]);
		const output = async () => {
			const y = layer.apply(x, { training: true }) as tf.Tensor;
			const values = [...(await y.data())];
			y.dispose();
			return values;
		};
		const [low, high] = await output();
		expect(low).toBeCloseTo(-1, 4);
		expect(high).toBeCloseTo(1, 4);
		const statistics = async () =>
			Promise.all(layer.getWeights().map(async (weight) => (await weight.data())[0]));
		// beta, then mean (0 + 20) / 2 and variance (1 + 100) / 2
		expect(await statistics()).toEqual([0, 10, 50.5]);
		layer.trainable = false;
		const frozen = await output();
		expect(frozen[0]).toBeCloseTo(0, 4);
		expect(frozen[1]).toBeCloseTo(20 / Math.sqrt(50.5), 3);
		expect(await statistics()).toEqual([0, 10, 50.5]);
	});

	it('dropout differs from step to step and repeats from run to run', async () => {
		const x = tf.ones([1, 1000]);
		const masks = async () => {
			const layer = new SeededDropout({ name: 'dropout', rate: 0.25, seed: 7 });
			const draw = () => layer.apply(x, { training: true }) as tf.Tensor;
			return Promise.all([draw(), draw()].map(async (y) => [...(await y.data())]));
		};
		const [first, second] = await masks();
		expect(first).not.toEqual(second);
		expect(await masks()).toEqual([first, second]);
		const kept = first!.filter((value) => value > 0);
		expect(kept.every((value) => Math.abs(value - 4 / 3) < 1e-6)).toBe(true);
		// Four standard deviations of a binomial with n = 1000, p = 0.75.
		expect(Math.abs(kept.length - 750)).toBeLessThan(55);
	});

	it('dropout of whole examples keeps or drops all of one', async () => {
		const settings = { name: 'drop', rate: 0.5, seed: 1, wholeExample: true };
		const y = new SeededDropout(settings).apply(tf.ones([64, 3]), { training: true });
		const rows = (await (y as tf.Tensor2D).array()).map((row) => new Set(row));
		expect(rows.every((row) => row.size === 1)).toBe(true);
		expect(new Set(rows.map((row) => [...row][0]))).toEqual(new Set([0, 2]));
	});
});

describe('preprocessing', () => {
	it('brings pixels to the scale of the weights', async () => {
		const pixel = tf.tensor4d([255, 0, 51], [1, 1, 1, 3]);
		const values = async (kind: Parameters<typeof preprocess>[1]) =>
			[...(await preprocess(pixel, kind).data())].map((value) => Number(value.toFixed(4)));
		expect(await values('none')).toEqual([255, 0, 51]);
		expect(await values('symmetric')).toEqual([1, -1, -0.6]);
		// (1 − 0.485) / 0.229, (0 − 0.456) / 0.224, (0.2 − 0.406) / 0.225
		expect(await values('imagenet')).toEqual([2.2489, -2.0357, -0.9156]);
		expect(await values('bgr-mean')).toEqual([-52.939, -116.779, 131.32]);
	});
});
