import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { findArchitecture, type Convention } from '#baselines/models/index';
import {
	conventionOf,
	loadWeights,
	saveWeights,
	WeightsError,
	type WeightsFile,
} from '#baselines/weights/index';
import { torchSlots } from '#baselines/weights/names/index';
import { readSafetensors } from '#baselines/weights/safetensors';
import { drawnFile } from '../models/drawn-weights.ts';

beforeAll(async () => {
	await wasm.start();
});

const WIDTH = 1 / 16;
const resnet = findArchitecture('resnet50');
const build = (convention: Convention, id = 'resnet50') => {
	const found = findArchitecture(id);
	return found.build({ size: Math.max(32, found.smallest), width: WIDTH, convention });
};

function fails(run: () => unknown): WeightsError {
	try {
		run();
	} catch (error) {
		expect(error).toBeInstanceOf(WeightsError);
		return error as WeightsError;
	}
	throw new Error('the weights were accepted');
}

const change = (file: WeightsFile, name: string, ...by: WeightsFile['weights'][0][]) => ({
	...file,
	weights: file.weights.flatMap((weight) => (weight.name === name ? by : [weight])),
});
const more = (file: WeightsFile, ...names: string[]): WeightsFile => {
	const added = names.map((name) => ({ name, shape: [1], values: () => new Float32Array(1) }));
	return { ...file, weights: [...file.weights, ...added] };
};
const weights = async (model: tfl.LayersModel) =>
	Promise.all(model.getWeights().map(async (weight) => [...(await weight.data())]));

describe('loading', () => {
	it('lists everything that does not fit at once, and sets nothing', async () => {
		const model = build('torch');
		const before = await weights(model);
		let file = drawnFile(model, 'resnet50', 'torchvision');
		file = change(file, 'layer1.0.conv2.weight');
		file = change(file, 'layer2.1.bn3.running_var');
		const wrong = {
			name: 'conv1.weight',
			shape: [4, 3, 3, 3],
			values: () => new Float32Array(108),
		};
		file = more(change(file, 'conv1.weight', wrong), 'layer9.0.conv1.weight');
		const error = fails(() => loadWeights(model, resnet, 'torch', file));
		expect(error.code).toBe('weights_mismatch');
		expect(error.message).toContain('conv1.weight has [4, 3, 3, 3] where [4, 3, 7, 7] is wanted');
		expect(error.message).toContain('conv2_block1_2_conv/kernel (layer1.0.conv2.weight)');
		expect(error.message).toContain('conv3_block2_3_bn/moving_variance');
		expect(error.message).toContain('unexpected (1): layer9.0.conv1.weight');
		expect(await weights(model)).toEqual(before);
		expect(fails(() => loadWeights(model, resnet, 'torch', file, { partial: true })).code).toBe(
			'weights_mismatch',
		);
		model.dispose();
	});

	it('partially, reports what was missing and left over', () => {
		const model = build('torch');
		let file = drawnFile(model, 'resnet50', 'torchvision');
		file = more(change(file, 'bn1.bias'), 'extra.weight', 'fc.bias', 'bn1.num_batches_tracked');
		const report = loadWeights(model, resnet, 'torch', file, { partial: true });
		expect(report).toMatchObject({
			naming: 'torchvision',
			loaded: model.getWeights().length - 1,
			missing: ['conv1_bn/beta (bn1.bias)'],
			unexpected: ['extra.weight'],
			leftOut: ['fc.bias', 'bn1.num_batches_tracked'],
		});
		model.dispose();
	});

	it('refuses weights of the other edition, even where every shape fits', () => {
		const densenet = findArchitecture('densenet121');
		const model = build('keras', 'densenet121');
		const file = drawnFile(model, 'densenet121', 'torchvision');
		const error = fails(() => loadWeights(model, densenet, 'keras', file));
		expect(error.message).toContain('"torch" edition and the model of "keras"');
		expect(error.remedy).toContain('convention "torch"');
		expect(conventionOf(densenet, file)).toBe('torch');
		model.dispose();
	});

	it('refuses a file of another architecture', () => {
		const model = build('torch');
		const file = more({ source: 'x', metadata: {}, weights: [] }, 'encoder.weight');
		expect(fails(() => loadWeights(model, resnet, 'torch', file)).message).toContain(
			'none of its 1 names is known (encoder.weight)',
		);
		model.dispose();
	});

	it('leaves outputs of other classes alone when told so', () => {
		const options = { size: 32, width: WIDTH, convention: 'torch' } as const;
		const thousand = resnet.build({ ...options, top: { classes: 1000 } });
		const file = drawnFile(thousand, 'resnet50', 'timm');
		const model = resnet.build({ ...options, top: { classes: 14, activation: 'sigmoid' } });
		expect(fails(() => loadWeights(model, resnet, 'torch', file)).message).toContain(
			'fc.weight has [1000, 128] where [14, 128] is wanted',
		);
		const report = loadWeights(model, resnet, 'torch', file, { withoutTop: true });
		expect(report.leftOut.sort()).toEqual(['fc.bias', 'fc.weight']);
		for (const part of [thousand, model]) part.dispose();
	});

	it.each([
		['resnet50', 'keras'],
		['inception-v3', 'keras'],
		['inception-v3', 'torch'],
		['efficientnet-b0', 'keras'],
		['vgg11-bn', 'torch'],
	] as const)('takes back what it saved: %s %s', async (id, convention) => {
		const architecture = findArchitecture(id);
		const model = build(convention, id);
		const metadata = { 'holdout.convention': convention };
		const drawn = { ...drawnFile(model, id, 'keras'), metadata };
		loadWeights(model, architecture, convention, drawn);
		const bytes = await saveWeights(model, architecture, convention, { note: 'seen' });
		const file = readSafetensors(bytes, 'saved');
		expect(file.metadata.note).toBe('seen');
		expect(conventionOf(architecture, file)).toBe(convention);
		const again = build(convention, id);
		const report = loadWeights(again, architecture, convention, file);
		expect(report.loaded).toBe(model.getWeights().length);
		expect(await weights(again)).toEqual(await weights(model));
		for (const part of [model, again]) part.dispose();
	});

	it.each([0, 57])('reads layers that Keras numbered from %i, in a nested model', (first) => {
		const id = 'inception-v3';
		const model = build('keras', id);
		const file = drawnFile(model, id, 'keras');
		const renumbered = file.weights.map((weight) => {
			const [, kind, number, rest] = /^(\w+?)_(\d+)\/(.+)$/.exec(weight.name)!;
			const index = Number(number) - 1 + first;
			const layer = index === 0 ? kind : `${kind}_${index}`;
			return { ...weight, name: `inception_v3/${layer}/${rest}:0` };
		});
		const report = loadWeights(model, findArchitecture(id), 'keras', {
			...file,
			weights: renumbered,
		});
		expect(report.loaded).toBe(file.weights.length);
		model.dispose();
	});

	it('turns a dense layer behind a flattened map from channels first to channels last', async () => {
		const [height, width, channels, outputs] = [2, 3, 4, 5];
		const flatten = tfl.layers.flatten({ inputShape: [height, width, channels] });
		const dense = tfl.layers.dense({ units: outputs, name: 'fc1', useBias: false });
		const model = tfl.sequential({ layers: [flatten, dense] });
		const [slot] = torchSlots(dense, () => 'classifier.0');
		const count = height * width * channels;
		expect(slot!.shapes).toEqual([
			[outputs, count],
			[outputs, channels, height, width],
		]);
		// In PyTorch's order weight (out, c, h, w) is its own index; so is pixel (c, h, w).
		const kernel = Float32Array.from({ length: outputs * count }, (_, index) => index);
		dense.setWeights([tf.tensor(slot!.arrange(kernel), [count, outputs])]);
		const pixels = new Float32Array(count);
		let expected = 0;
		for (let c = 0; c < channels; c++) {
			for (let at = 0; at < height * width; at++) {
				const index = c * height * width + at;
				pixels[at * channels + c] = index;
				expected += index * (3 * count + index);
			}
		}
		const image = tf.tensor4d(pixels, [1, height, width, channels]);
		const output = await (model.predict(image) as tf.Tensor).data();
		expect(output[3]).toBe(expected);
	});
});
