import * as tf from '@tensorflow/tfjs-core';
import { KernelScope } from './scope.ts';

/**
 * Gradient of max pooling: all of it goes to the largest value of a window, to the first one of
 * equals. The kernel that TensorFlow.js 4.22 has for WASM gives other gradients than its CPU backend.
 */
export function maxPoolGrad({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { dy, input } = inputs as Record<'dy' | 'input', tf.TensorInfo>;
	const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
	const info = tf.backend_util.computePool2DInfo(
		input.shape as [number, number, number, number],
		filterSize,
		strides,
		1,
		pad,
		dimRoundingMode,
	);
	const scope = new KernelScope(backend);
	const out = scope.zeros(input.shape);
	const [dxs, xs, dys] = [scope.floats(out), scope.floats(input), scope.floats(dy)];
	const channels = info.inChannels;
	const largest = new Float32Array(channels);
	const winner = new Int32Array(channels);
	let dyAt = 0;
	for (let image = 0; image < info.batchSize; image++) {
		for (let outRow = 0; outRow < info.outHeight; outRow++) {
			const rows = span(
				outRow,
				info.strideHeight,
				info.padInfo.top,
				info.filterHeight,
				info.inHeight,
			);
			for (let outColumn = 0; outColumn < info.outWidth; outColumn++) {
				const { strideWidth, filterWidth, padInfo, inWidth } = info;
				const columns = span(outColumn, strideWidth, padInfo.left, filterWidth, inWidth);
				largest.fill(-Infinity);
				for (let row = rows[0]; row < rows[1]; row++) {
					for (let column = columns[0]; column < columns[1]; column++) {
						const at = ((image * info.inHeight + row) * inWidth + column) * channels;
						for (let c = 0; c < channels; c++) {
							if (xs[at + c]! > largest[c]!) {
								largest[c] = xs[at + c]!;
								winner[c] = at + c;
							}
						}
					}
				}
				for (let c = 0; c < channels; c++, dyAt++) {
					if (largest[c]! > -Infinity) dxs[winner[c]!]! += dys[dyAt]!;
				}
			}
		}
	}
	return scope.end(out);
}

/** First and end of the rows, or columns, of a window that lie in the image. */
function span(
	index: number,
	stride: number,
	pad: number,
	size: number,
	length: number,
): [number, number] {
	const first = index * stride - pad;
	return [Math.max(first, 0), Math.min(first + size, length)];
}
