import type * as tf from '@tensorflow/tfjs-core';
import type { KernelScope } from './scope.ts';

export type ConvInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Floats that patches may take at a time: 4 MiB. */
const MOST_FLOATS = 2 ** 20;

/**
 * What some rows of the filter saw: one line for each of their taps and channels, one column for each
 * pixel of the output.
 */
function patches(
	scope: KernelScope,
	x: tf.TensorInfo,
	info: ConvInfo,
	[from, to]: readonly [number, number],
): tf.TensorInfo {
	const { filterWidth, outHeight, outWidth, inHeight, inWidth, inChannels, batchSize } = info;
	const { strideHeight, strideWidth, padInfo } = info;
	const lines = (to - from) * filterWidth * inChannels;
	const out = scope.zeros([1, lines, batchSize * outHeight * outWidth]);
	const source = scope.floats(x);
	const target = scope.floats(out);
	let at = 0;
	for (let row = from; row < to; row++) {
		for (let column = 0; column < filterWidth; column++) {
			for (let channel = 0; channel < inChannels; channel++) {
				for (let image = 0; image < batchSize; image++) {
					for (let r = 0; r < outHeight; r++, at += outWidth) {
						const y = r * strideHeight + row - padInfo.top;
						if (y < 0 || y >= inHeight) continue;
						const line = (image * inHeight + y) * inWidth;
						for (let c = 0, z = column - padInfo.left; c < outWidth; c++, z += strideWidth) {
							if (z < 0 || z >= inWidth) continue;
							target[at + c] = source[(line + z) * inChannels + channel]!;
						}
					}
				}
			}
		}
	}
	return out;
}

/**
 * Gradient of a convolution of few channels by its filter, as a matrix product: patches × gradients. As
 * a convolution it would leave most of XNNPACK's lanes empty.
 */
export function filterGradientOfFewChannels(
	scope: KernelScope,
	x: tf.TensorInfo,
	dy: tf.TensorInfo,
	info: ConvInfo,
): tf.TensorInfo {
	const { filterHeight, filterWidth, outHeight, outWidth, inChannels, outChannels } = info;
	const pixels = info.batchSize * outHeight * outWidth;
	const perRow = filterWidth * inChannels * pixels;
	const rows = Math.min(filterHeight, Math.max(1, Math.floor(MOST_FLOATS / perRow)));
	const gradients = scope.reshape(dy, [1, pixels, outChannels]);
	const products: tf.TensorInfo[] = [];
	for (let from = 0; from < filterHeight; from += rows) {
		const a = patches(scope, x, info, [from, Math.min(filterHeight, from + rows)]);
		const attributes = { transposeA: false, transposeB: false };
		products.push(scope.run('BatchMatMul', { a, b: gradients }, attributes));
		scope.free(a);
	}
	const out = scope.zeros(info.filterShape);
	const floats = scope.floats(out);
	const perProduct = rows * filterWidth * inChannels * outChannels;
	products.forEach((product, k) => floats.set(scope.floats(product), k * perProduct));
	return out;
}
