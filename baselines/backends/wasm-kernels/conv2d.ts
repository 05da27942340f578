import * as tf from '@tensorflow/tfjs-core';
import { filterGradientOfFewChannels, type ConvInfo } from './patches.ts';
import { KernelScope, spread } from './scope.ts';
import { inputGradient } from './sub-pixel.ts';

/** Below this many input channels a convolution over them leaves most of XNNPACK's lanes empty. */
const FEW_CHANNELS = 16;

function convInfo(
	xShape: number[],
	filterShape: number[],
	attrs: tf.NamedAttrMap | undefined,
): ConvInfo {
	const { strides, pad, dataFormat, dimRoundingMode } = attrs as unknown as tf.Conv2DAttrs;
	const info = tf.backend_util.computeConv2DInfo(
		xShape as [number, number, number, number],
		filterShape as [number, number, number, number],
		strides,
		1,
		pad,
		dimRoundingMode,
		false,
		tf.backend_util.convertConv2DDataFormat(dataFormat),
	);
	if (info.dataFormat !== 'channelsLast') {
		throw new Error('Convolutions train on the WASM backend with channels last (NHWC) only.');
	}
	return info;
}

const plain = (pad: unknown, dilations: number | [number, number] = 1) => ({
	strides: 1,
	pad,
	dilations,
	dataFormat: 'NHWC',
});

/**
 * Gradient of a convolution by its input, as a convolution of the gradient of the output. TensorFlow.js
 * has a kernel for it, in scalar loops; convolving takes XNNPACK's SIMD and is four to seven times
 * faster.
 */
export function conv2DBackpropInput({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { dy, filter } = inputs as Record<'dy' | 'filter', tf.TensorInfo>;
	const { inputShape } = attrs as unknown as tf.Conv2DBackpropInputAttrs;
	const info = convInfo(inputShape, filter.shape, attrs);
	const { filterHeight, filterWidth } = info;
	const scope = new KernelScope(backend);
	if (filterHeight === 1 && filterWidth === 1 && info.padInfo.top + info.padInfo.left === 0) {
		const turned = scope.transpose(filter, [0, 1, 3, 2]);
		const small = scope.run('Conv2D', { x: dy, filter: turned }, plain('valid'));
		const strides = [info.strideHeight, info.strideWidth] as const;
		return scope.end(spread(scope, small, strides, [info.inHeight, info.inWidth]));
	}
	return scope.end(inputGradient(scope, dy, filter, info));
}

/**
 * Gradient of a convolution by its filter, which TensorFlow.js' WASM backend lacks. It is itself a
 * convolution: images and channels change places, the gradient of the output is the filter, and the
 * stride becomes its dilation.
 */
export function conv2DBackpropFilter({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { x, dy } = inputs as Record<'x' | 'dy', tf.TensorInfo>;
	const { filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
	const info = convInfo(x.shape, filterShape, attrs);
	const scope = new KernelScope(backend);
	const single = info.filterHeight === 1 && info.filterWidth === 1;
	if (single) return pointwise(scope, x, dy, info);
	return info.inChannels < FEW_CHANNELS
		? scope.end(filterGradientOfFewChannels(scope, x, dy, info))
		: asConvolution(scope, x, dy, info);
}

function asConvolution(scope: KernelScope, x: tf.TensorInfo, dy: tf.TensorInfo, info: ConvInfo) {
	const { filterHeight, filterWidth, outHeight, outWidth, inChannels, outChannels } = info;
	const { top, left } = info.padInfo;
	const bottom = filterHeight + (outHeight - 1) * info.strideHeight - info.inHeight - top;
	const right = filterWidth + (outWidth - 1) * info.strideWidth - info.inWidth - left;
	const pad = [
		[0, 0],
		[top, Math.max(bottom, 0)],
		[left, Math.max(right, 0)],
		[0, 0],
	];
	let y = scope.run(
		'Conv2D',
		{ x: scope.transpose(x, [3, 1, 2, 0]), filter: scope.transpose(dy, [1, 2, 0, 3]) },
		plain(pad, [info.strideHeight, info.strideWidth]),
	);
	// Rows and columns that the stride never reached add positions behind the last tap.
	if (bottom < 0 || right < 0) {
		const size = [inChannels, filterHeight, filterWidth, outChannels];
		y = scope.run('Slice', { x: y }, { begin: [0, 0, 0, 0], size });
	}
	return scope.end(scope.transpose(y, [1, 2, 0, 3]));
}

/** Of a filter of one pixel: pixelsᵀ × gradients. */
function pointwise(scope: KernelScope, x: tf.TensorInfo, dy: tf.TensorInfo, info: ConvInfo) {
	const { batchSize, outHeight, outWidth, inChannels, outChannels, padInfo } = info;
	const pixels = batchSize * outHeight * outWidth;
	let shown = x;
	if (padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0) {
		const paddings = [
			[0, 0],
			[padInfo.top, padInfo.bottom],
			[padInfo.left, padInfo.right],
			[0, 0],
		];
		shown = scope.run('PadV2', { x }, { paddings, constantValue: 0 });
	}
	if (info.strideHeight > 1 || info.strideWidth > 1) {
		shown = scope.run(
			'StridedSlice',
			{ x: shown },
			{
				begin: [0, 0, 0, 0],
				end: [
					batchSize,
					(outHeight - 1) * info.strideHeight + 1,
					(outWidth - 1) * info.strideWidth + 1,
					inChannels,
				],
				strides: [1, info.strideHeight, info.strideWidth, 1],
				...{ beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 },
			},
		);
	}
	const lines = scope.transpose(scope.reshape(shown, [pixels, inChannels]), [1, 0]);
	const product = scope.run(
		'BatchMatMul',
		{
			a: scope.reshape(lines, [1, inChannels, pixels]),
			b: scope.reshape(dy, [1, pixels, outChannels]),
		},
		{ transposeA: false, transposeB: false },
	);
	return scope.end(product, info.filterShape);
}
