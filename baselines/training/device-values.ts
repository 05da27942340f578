/** Tensors from and to plain arrays. */
import * as tf from '@tensorflow/tfjs-core';
import type { NamedWeight } from '../weights/types.ts';
import type { Named } from './optimisers/index.ts';

/** Reads tensors back from the device, under names with a prefix. */
export async function readTensors(tensors: Named, prefix = ''): Promise<NamedWeight[]> {
	return Promise.all(
		Object.entries(tensors).map(async ([name, tensor]) => {
			const values = (await tensor.data()) as Float32Array;
			return { name: `${prefix}${name}`, shape: tensor.shape, values: () => values };
		}),
	);
}

/** The tensors under a prefix, which the caller disposes. */
export function makeTensors(weights: readonly NamedWeight[], prefix = ''): Named {
	return Object.fromEntries(
		weights
			.filter(({ name }) => name.startsWith(prefix))
			.map(({ name, shape, values }) => [
				name.slice(prefix.length),
				tf.tensor(values(), [...shape], 'float32'),
			]),
	);
}
