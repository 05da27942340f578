/**
 * Gradient of a depthwise convolution by its filter: every thread takes some rows of the output for one
 * weight, neighbouring threads neighbouring channels, and what they found is added up. TensorFlow.js 4.22
 * has one thread for each weight, which leaves most of a GPU idle.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { columnSums } from './column-sums.ts';
import { int, runProgram } from './program.ts';

/** Pixels of the output that one thread looks at. */
const PIXELS = 128;

const CODE = `
fn main(index : i32) {
  if (index >= uniforms.size) { return; }
  let outputs = uniforms.outputs;
  let weights = uniforms.weights;
  let part = index / weights;
  let weight = index - part * weights;
  let place = weight / outputs;
  let output = weight - place * outputs;
  let channel = output / uniforms.times;
  let fRow = place / uniforms.filterWidth;
  let fColumn = place - fRow * uniforms.filterWidth;
  let first = part * uniforms.share;
  let last = min(first + uniforms.share, uniforms.rows);
  var sum = 0.0;
  for (var row = first; row < last; row++) {
    let image = row / uniforms.outDims.x;
    let y = (row - image * uniforms.outDims.x) * uniforms.strides.x - uniforms.pads.x + fRow;
    if (y < 0 || y >= uniforms.inDims.x) { continue; }
    for (var column = 0; column < uniforms.outDims.y; column++) {
      let x0 = column * uniforms.strides.y - uniforms.pads.y + fColumn;
      if (x0 < 0 || x0 >= uniforms.inDims.y) { continue; }
      sum += x[((image * uniforms.inDims.x + y) * uniforms.inDims.y + x0) * uniforms.channels + channel]
        * dy[(row * uniforms.outDims.y + column) * outputs + output];
    }
  }
  result[index] = sum;
}`;

/** Takes the place of `DepthwiseConv2dNativeBackpropFilter`. */
export function depthwiseBackpropFilter({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]) {
	const { x, dy } = inputs as Record<'x' | 'dy', tf.TensorInfo>;
	const { strides, dilations, pad, dimRoundingMode, filterShape } =
		attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
	const info = tf.backend_util.computeConv2DInfo(
		x.shape as [number, number, number, number],
		filterShape,
		strides,
		dilations,
		pad,
		dimRoundingMode,
		true,
	);
	const { filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth } = info;
	const weights = filterHeight * filterWidth * outChannels;
	const rows = info.batchSize * outHeight;
	const share = Math.max(1, Math.floor(PIXELS / outWidth));
	const parts = Math.ceil(rows / share);
	const device = backend as WebGPUBackend;
	const found = runProgram(device, {
		key: 'depthwiseFilterRows',
		inputs: [
			{ name: 'x', tensor: x },
			{ name: 'dy', tensor: dy },
		],
		shape: [parts, weights],
		uniforms: [
			int('pads', info.padInfo.top, info.padInfo.left),
			int('strides', info.strideHeight, info.strideWidth),
			int('inDims', info.inHeight, info.inWidth),
			int('outDims', outHeight, outWidth),
			...[int('filterWidth', filterWidth), int('channels', inChannels)],
			...[int('outputs', outChannels), int('times', outChannels / inChannels)],
			...[int('weights', weights), int('rows', rows), int('share', share)],
		],
		code: CODE,
	});
	const sums = columnSums(device, found, { rows: parts, columns: weights });
	device.disposeData(found.dataId);
	return { ...sums, shape: filterShape };
}
