/** Images of a split that are sent to the device once, and of which a batch is made there. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Augment, Change } from '../augmentation/types.ts';
import { PLAN, TAKE_IMAGES } from '../backends/webgpu-kernels/take-images.ts';
import type { BatchImages, Batches } from './batches.ts';

/** Grey values in a word of 32 bits. */
const IN_WORD = 4;

/** Four grey values in a word, every image from a word of its own on. */
function pack({ pixels, size, ids }: BatchImages): Int32Array {
	const area = size * size;
	const words = Math.ceil(area / IN_WORD);
	const bytes = new Uint8Array(ids.length * words * IN_WORD);
	for (let row = 0; row < ids.length; row++)
		bytes.set(pixels.subarray(row * area, (row + 1) * area), row * words * IN_WORD);
	return new Int32Array(bytes.buffer);
}

/** The middle, and otherwise the image as it is: what `centreCrop` does. */
function asItIs(stored: number, size: number): Change {
	const room = stored - size;
	const shift = (room >> 1) - room / 2;
	return { affine: { a: 1, b: 0, c: 0, d: 1, e: shift, f: shift }, brightness: 1 };
}

/** Bytes that a program can see of one tensor; none where the backend cannot take images. */
const mostBytes = (): number =>
	tf.getKernel(TAKE_IMAGES, tf.getBackend())
		? (tf.backend() as WebGPUBackend).device.limits.maxStorageBufferBindingSize
		: 0;

/**
 * As `hostImageBatches`, to rounding: of images that nothing changes, exactly.
 * @returns null where the backend in use cannot take them, or they are too many for one tensor
 */
export function deviceImageBatches(
	images: BatchImages,
	size: number,
	augment: Augment | null = null,
): Batches | null {
	const { size: stored, ids } = images;
	const words = Math.ceil(stored ** 2 / IN_WORD);
	if (ids.length === 0 || 4 * ids.length * words > mostBytes()) return null;
	const all = tf.tensor2d(pack(images), [ids.length, words], 'int32');
	const plain = asItIs(stored, size);
	const attributes = { stored, edge: size, black: augment?.black ? 1 : 0 };
	return {
		rows: ids.length,
		take(rows, draw) {
			const plan = new Float32Array(rows.length * PLAN);
			rows.forEach((row, k) => {
				const { affine, brightness } =
					augment && draw ? augment.change(stored, [...draw, k, row]) : plain;
				const { a, b, c, d, e, f } = affine;
				plan.set([row, a, b, c, d, e, f, brightness], k * PLAN);
			});
			return tf.tidy(() => {
				const inputs = { words: all, plan: tf.tensor2d(plan, [rows.length, PLAN]) };
				return tf.engine().runKernel(TAKE_IMAGES, inputs, attributes) as unknown as tf.Tensor;
			});
		},
		dispose: () => all.dispose(),
	};
}
