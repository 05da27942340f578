/** What a network is fed: rows of a split, as tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { Augment } from '../augmentation/types.ts';
import type { LoadedSplit } from '../data/types.ts';
import type { Matrix } from '../heads/matrix.ts';
import { deviceImageBatches } from './device-images.ts';

export interface Batches {
	rows: number;
	/**
	 * The rows asked for; the caller disposes the tensor.
	 * @param draw seed of this batch's augmentation; null leaves the images as they are
	 */
	take(rows: Int32Array, draw: readonly number[] | null): tf.Tensor;
	dispose(): void;
}

/** Feature vectors: they are few enough to stay on the device. */
export function featureBatches({ rows, columns, values }: Matrix): Batches {
	const all = tf.tensor2d(values, [rows, columns]);
	return {
		rows,
		take: (wanted) => tf.tidy(() => tf.gather(all, tf.tensor1d(wanted, 'int32'))),
		dispose: () => all.dispose(),
	};
}

/** Maps in front of a trained layer: they are many, so that only a batch of them is on the device. */
export function mapBatches({ rows, columns, values }: Matrix, shape: readonly number[]): Batches {
	return {
		rows,
		take(wanted) {
			const taken = new Float32Array(wanted.length * columns);
			wanted.forEach((row, k) =>
				taken.set(values.subarray(row * columns, (row + 1) * columns), k * columns),
			);
			return tf.tensor(taken, [wanted.length, ...shape]);
		},
		dispose() {},
	};
}

/** The middle of a square. */
export function centreCrop(grey: Uint8Array, from: number, to: number): Uint8Array {
	if (from === to) return grey;
	const out = new Uint8Array(to * to);
	const start = (from - to) >> 1;
	for (let row = 0; row < to; row++) {
		const at = (row + start) * from + start;
		out.set(grey.subarray(at, at + to), row * to);
	}
	return out;
}

export type BatchImages = Pick<LoadedSplit, 'size' | 'pixels' | 'ids'>;

/**
 * Images of a split as [images, size, size, 1] of 0 to 255, on the device where it can keep them.
 * @param size edge that the network sees; of larger images the middle, where nothing is drawn
 */
export const imageBatches = (
	images: BatchImages,
	size: number,
	augment: Augment | null = null,
): Batches => deviceImageBatches(images, size, augment) ?? hostImageBatches(images, size, augment);

/** The same, made here and sent batch by batch. */
export function hostImageBatches(
	{ size: stored, pixels, ids }: BatchImages,
	size: number,
	augment: Augment | null = null,
): Batches {
	const area = stored * stored;
	return {
		rows: ids.length,
		take(rows, draw) {
			const values = new Float32Array(rows.length * size * size);
			rows.forEach((row, k) => {
				const grey = pixels.subarray(row * area, (row + 1) * area);
				const shown =
					augment && draw
						? augment(grey, stored, [...draw, k, row])
						: centreCrop(grey, stored, size);
				values.set(shown, k * size * size);
			});
			return tf.tensor4d(values, [rows.length, size, size, 1]);
		},
		dispose() {},
	};
}
