import * as tf from '@tensorflow/tfjs-core';
import { KernelScope, spread } from './scope.ts';

type ConvInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

function depthwiseInfo(xShape: number[], filterShape: number[], attrs: unknown): ConvInfo {
	const { strides, dilations, pad, dimRoundingMode } = attrs as tf.DepthwiseConv2dNativeAttrs;
	return tf.backend_util.computeConv2DInfo(
		xShape as [number, number, number, number],
		filterShape as [number, number, number, number],
		strides,
		dilations,
		pad,
		dimRoundingMode,
		true,
	);
}

/** Calls for every pixel of the output and position in the filter that meet inside the image. */
function eachMeeting(
	info: ConvInfo,
	visit: (xAt: number, dyAt: number, tap: number) => void,
): void {
	const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
	for (let image = 0; image < info.batchSize; image++) {
		for (let outRow = 0; outRow < outHeight; outRow++) {
			for (let outColumn = 0; outColumn < outWidth; outColumn++) {
				const dyAt = ((image * outHeight + outRow) * outWidth + outColumn) * info.outChannels;
				for (let row = 0; row < filterHeight; row++) {
					const inRow = outRow * info.strideHeight + row - padInfo.top;
					if (inRow < 0 || inRow >= inHeight) continue;
					for (let column = 0; column < filterWidth; column++) {
						const inColumn = outColumn * info.strideWidth + column - padInfo.left;
						if (inColumn < 0 || inColumn >= inWidth) continue;
						const xAt = ((image * inHeight + inRow) * inWidth + inColumn) * info.inChannels;
						visit(xAt, dyAt, row * filterWidth + column);
					}
				}
			}
		}
	}
}

/** Gradient of a depthwise convolution by its filter, which TensorFlow.js' WASM backend lacks. */
export function depthwiseBackpropFilter({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { x, dy } = inputs as Record<'x' | 'dy', tf.TensorInfo>;
	const { filterShape } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
	const info = depthwiseInfo(x.shape, filterShape, attrs);
	const scope = new KernelScope(backend);
	const out = scope.zeros(filterShape);
	const [xs, dys] = [scope.floats(x), scope.floats(dy)];
	const channels = info.outChannels;
	const multiplier = channels / info.inChannels;
	const sums = new Float64Array(tf.util.sizeFromShape(filterShape));
	eachMeeting(info, (xAt, dyAt, tap) => {
		const at = tap * channels;
		if (multiplier === 1) {
			for (let c = 0; c < channels; c++) sums[at + c]! += xs[xAt + c]! * dys[dyAt + c]!;
		} else {
			for (let c = 0; c < channels; c++) {
				sums[at + c]! += xs[xAt + Math.floor(c / multiplier)]! * dys[dyAt + c]!;
			}
		}
	});
	scope.floats(out).set(sums);
	return scope.end(out);
}

/**
 * Gradient of a depthwise convolution by its input, which TensorFlow.js' WASM backend lacks: the
 * gradient of the output, spread by the stride, convolved with the filter turned round.
 */
export function depthwiseBackpropInput({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { dy, filter } = inputs as Record<'dy' | 'filter', tf.TensorInfo>;
	const { inputShape } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
	const info = depthwiseInfo(inputShape, filter.shape, attrs);
	const scope = new KernelScope(backend);
	if (info.inChannels !== info.outChannels) return byLoops(scope, dy, filter, info);
	const height = (info.outHeight - 1) * info.strideHeight + 1;
	const width = (info.outWidth - 1) * info.strideWidth + 1;
	const apart = spread(scope, dy, [info.strideHeight, info.strideWidth], [height, width]);
	const top = info.filterHeight - 1 - info.padInfo.top;
	const left = info.filterWidth - 1 - info.padInfo.left;
	const pad = [
		[0, 0],
		[top, info.inHeight - height - top + info.filterHeight - 1],
		[left, info.inWidth - width - left + info.filterWidth - 1],
		[0, 0],
	];
	const turned = scope.flip(filter);
	const settings = { strides: [1, 1], dilations: [1, 1], pad };
	return scope.end(scope.run('DepthwiseConv2dNative', { x: apart, filter: turned }, settings));
}

/** Several filters on a channel. */
function byLoops(scope: KernelScope, dy: tf.TensorInfo, filter: tf.TensorInfo, info: ConvInfo) {
	const out = scope.zeros(info.inShape);
	const [dxs, dys, weights] = [scope.floats(out), scope.floats(dy), scope.floats(filter)];
	const channels = info.outChannels;
	const multiplier = channels / info.inChannels;
	eachMeeting(info, (xAt, dyAt, tap) => {
		for (let c = 0; c < channels; c++) {
			const at = xAt + Math.floor(c / multiplier);
			dxs[at]! += weights[tap * channels + c]! * dys[dyAt + c]!;
		}
	});
	return scope.end(out);
}
