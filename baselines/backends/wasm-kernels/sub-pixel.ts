/**
 * The gradient of a strided convolution by its input, as a convolution of the gradient of the output.
 *
 * A pixel j of the padded input, with j = stride·u + r, was seen at outputs u, u − 1, … through the taps
 * r, r + stride, … So a filter of those taps alone gives all pixels of one remainder r, and a convolution
 * with one set of filters for each remainder gives all pixels, which are then put in their order (Shi et
 * al. 2016). Spreading the gradient with zeros in between would compute stride² as much.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { KernelScope } from './scope.ts';
import type { ConvInfo } from './patches.ts';

/** Along one side. */
interface Side {
	stride: number;
	/** Length of the filter, and taps of each remainder. */
	length: number;
	taps: number;
	pad: number;
	/** u of the first pixel that is not padding, and how many are wanted. */
	first: number;
	count: number;
}

function side(stride: number, length: number, pad: number, size: number): Side {
	const first = Math.floor(pad / stride);
	const count = Math.ceil((size + pad) / stride) - first;
	return { stride, length, taps: Math.ceil(length / stride), pad, first, count };
}

/** [taps, taps, outputs, remainders · inputs] from [height, width, inputs, outputs], turned round. */
function filtersOfRemainders(scope: KernelScope, filter: tf.TensorInfo, rows: Side, columns: Side) {
	const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
	const depth = rows.stride * columns.stride * inputs;
	const out = scope.zeros([rows.taps, columns.taps, outputs, depth]);
	const from = scope.floats(filter);
	const to = scope.floats(out);
	for (let row = 0; row < height; row++) {
		for (let column = 0; column < width; column++) {
			const down = rows.taps - 1 - Math.floor(row / rows.stride);
			const right = columns.taps - 1 - Math.floor(column / columns.stride);
			const remainder = (row % rows.stride) * columns.stride + (column % columns.stride);
			const tap = (row * width + column) * inputs * outputs;
			for (let k = 0; k < outputs; k++) {
				const at = ((down * columns.taps + right) * outputs + k) * depth + remainder * inputs;
				for (let c = 0; c < inputs; c++) to[at + c] = from[tap + c * outputs + k]!;
			}
		}
	}
	return out;
}

/** Puts the pixels of all remainders where they belong, and leaves the padding out. */
function inOrder(scope: KernelScope, y: tf.TensorInfo, rows: Side, columns: Side, info: ConvInfo) {
	const { batchSize, inHeight, inWidth, inChannels } = info;
	if (rows.stride === 1 && columns.stride === 1) return y;
	const out = scope.zeros(info.inShape);
	const from = scope.floats(y);
	const to = scope.floats(out);
	const depth = rows.stride * columns.stride * inChannels;
	let at = 0;
	for (let image = 0; image < batchSize; image++) {
		for (let i = 0; i < inHeight; i++) {
			const j = i + rows.pad;
			const u = Math.floor(j / rows.stride) - rows.first;
			const above = (j % rows.stride) * columns.stride;
			const line = (image * rows.count + u) * columns.count;
			for (let k = 0; k < inWidth; k++) {
				const l = k + columns.pad;
				const v = Math.floor(l / columns.stride) - columns.first;
				const start = (line + v) * depth + (above + (l % columns.stride)) * inChannels;
				for (let c = 0; c < inChannels; c++) to[at++] = from[start + c]!;
			}
		}
	}
	return out;
}

/** The outputs that see no more than padding have no say. */
function seen(scope: KernelScope, dy: tf.TensorInfo, height: number, width: number) {
	const [images, rows, columns, channels] = dy.shape as [number, number, number, number];
	if (rows <= height && columns <= width) return dy;
	const size = [images, Math.min(rows, height), Math.min(columns, width), channels];
	return scope.run('Slice', { x: dy }, { begin: [0, 0, 0, 0], size });
}

export function inputGradient(
	scope: KernelScope,
	dy: tf.TensorInfo,
	filter: tf.TensorInfo,
	info: ConvInfo,
): tf.TensorInfo {
	const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info;
	const rows = side(strideHeight, filterHeight, padInfo.top, info.inHeight);
	const columns = side(strideWidth, filterWidth, padInfo.left, info.inWidth);
	const x = seen(scope, dy, rows.first + rows.count, columns.first + columns.count);
	const around = ({ taps, first, count }: Side, size: number) => [
		taps - 1 - first,
		first + count - size,
	];
	const y = scope.run(
		'Conv2D',
		{ x, filter: filtersOfRemainders(scope, filter, rows, columns) },
		{
			...{ strides: 1, dilations: 1, dataFormat: 'NHWC' },
			pad: [[0, 0], around(rows, x.shape[1]!), around(columns, x.shape[2]!), [0, 0]],
		},
	);
	return inOrder(scope, y, rows, columns, info);
}
