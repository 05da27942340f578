/** A backbone as plain data for threads, and back. */
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { createHash } from 'node:crypto';
import type { BackboneSpec } from '../../recipes/types.ts';
import { readTensors } from '../device-values.ts';
import { findArchitecture } from '../network/architecture.ts';
import { prepareInput } from '../network/input.ts';
import { assignWeights, weightsOf } from '../network/network.ts';
import type { BackboneSetup, ExtractJob } from './job.ts';

export async function describeBackbone(
	model: tfl.LayersModel,
	backbone: BackboneSpec,
	{ channels, size, input, maps }: Pick<BackboneSetup, 'channels' | 'size' | 'input' | 'maps'>,
): Promise<BackboneSetup> {
	const weights = await readTensors(weightsOf(model));
	const layout: BackboneSetup['layout'] = [];
	let offset = 0;
	for (const { name, shape, values } of weights) {
		const { length } = values();
		layout.push({ name, shape, offset, length });
		offset += length;
	}
	const values = new SharedArrayBuffer(4 * offset);
	const all = new Float32Array(values);
	weights.forEach((weight, k) => all.set(weight.values(), layout[k]!.offset));
	return { backbone, ...(maps && { maps }), channels, size, input, layout, values };
}

/** Hash of everything that the features depend on, but for the images. */
export function hashSetup({
	backbone,
	maps,
	channels,
	size,
	input,
	layout,
	values,
}: BackboneSetup): string {
	const text = JSON.stringify({ ...backbone, weights: null, channels, size, input, layout, maps });
	return createHash('sha256').update(text).update(new Uint8Array(values)).digest('hex');
}

export function buildBackbone({
	backbone,
	maps,
	channels,
	size,
	layout,
	values,
}: BackboneSetup): tfl.LayersModel {
	const { convention, upTo, width } = backbone;
	const model = findArchitecture(backbone.model).build({
		...{ size, channels, seed: 0 },
		...(convention && { convention }),
		...(upTo && { upTo }),
		...(width && { width }),
		...(maps && { pooling: false }),
	});
	const all = new Float32Array(values);
	tf.tidy(() => {
		const named = layout.map(({ name, shape, offset, length }) => [
			name,
			tf.tensor(all.slice(offset, offset + length), [...shape]),
		]);
		assignWeights(model, Object.fromEntries(named) as Record<string, tf.Tensor>);
	});
	return model;
}

/** Features of the images, row by row. */
export async function extract(
	model: tfl.LayersModel,
	{ size, input }: Pick<BackboneSetup, 'size' | 'input'>,
	{ pixels, count }: ExtractJob,
): Promise<Float32Array> {
	const features = tf.tidy(() => {
		const grey = tf.tensor4d(Float32Array.from(pixels), [count, size, size, 1]);
		return model.apply(prepareInput(grey, input), { training: false }) as tf.Tensor;
	});
	const values = (await features.data()) as Float32Array;
	features.dispose();
	return values;
}
