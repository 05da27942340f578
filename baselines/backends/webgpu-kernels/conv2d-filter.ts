/**
 * Gradient of a convolution by its filter as a product of matrices: patches of the input, turned round,
 * times the gradient of the output. TensorFlow.js 4.22 gives each weight of the filter to one thread that
 * walks over every pixel of every image by itself, which is most of a training step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { columnSums } from './column-sums.ts';
import { int, runProgram } from './program.ts';

/** Edge of the square of results of one workgroup, and pixels that it reads at once. */
const TILE = 64;
const DEPTH = 16;
/** Workgroups that keep a large GPU busy; few results are computed in that many shares of the pixels. */
const GROUPS = 512;
/** Pixels of a share at least. */
const LEAST_SHARE = 256;

/**
 * 16 × 16 threads with 4 × 4 results each. Tiles of both factors pass through memory that the workgroup
 * shares; where a pixel's patch begins is computed once for all of it.
 */
const CODE = `
var<workgroup> a : array<array<f32, ${TILE}>, ${DEPTH}>;
var<workgroup> b : array<array<f32, ${TILE}>, ${DEPTH}>;
var<workgroup> corner : array<vec3<i32>, ${DEPTH}>;

fn main() {
  let thread = i32(localIndex);
  let weights = uniforms.weights;
  let outputs = uniforms.outputs;
  let m0 = i32(workgroupId.y) * ${TILE};
  let n0 = i32(workgroupId.x) * ${TILE};
  let first = i32(workgroupId.z) * uniforms.share;
  let last = min(first + uniforms.share, uniforms.pixels);

  // What a thread loads is always of one weight and of one output.
  let lane = thread % ${TILE};
  let depth = thread / ${TILE};
  let m = m0 + lane;
  let n = n0 + lane;
  let channels = uniforms.channels;
  let place = m / channels;
  let channel = m - place * channels;
  let fRow = place / uniforms.filterWidth;
  let fColumn = place - fRow * uniforms.filterWidth;

  let row = (thread / 16) * 4;
  let column = (thread % 16) * 4;
  var sums : array<array<f32, 4>, 4>;

  // Counted by a uniform: all threads must be known to meet at the barriers.
  for (var round = 0; round < uniforms.share / ${DEPTH}; round++) {
    let k0 = first + round * ${DEPTH};
    if (thread < ${DEPTH}) {
      let k = k0 + thread;
      let area = uniforms.outDims.x * uniforms.outDims.y;
      let image = k / area;
      let inside = k - image * area;
      let y = inside / uniforms.outDims.y;
      let x0 = inside - y * uniforms.outDims.y;
      corner[thread] = vec3<i32>(image, y * uniforms.strides.x - uniforms.pads.x, x0 * uniforms.strides.y - uniforms.pads.y);
    }
    workgroupBarrier();
    for (var d = depth; d < ${DEPTH}; d += ${256 / TILE}) {
      let k = k0 + d;
      let at = corner[d];
      let y = at.y + fRow;
      let x1 = at.z + fColumn;
      var value = 0.0;
      if (m < weights && k < last && y >= 0 && y < uniforms.inDims.x && x1 >= 0 && x1 < uniforms.inDims.y) {
        value = x[((at.x * uniforms.inDims.x + y) * uniforms.inDims.y + x1) * channels + channel];
      }
      a[d][lane] = value;
      var gradient = 0.0;
      if (n < outputs && k < last) {
        gradient = dy[k * outputs + n];
      }
      b[d][lane] = gradient;
    }
    workgroupBarrier();
    for (var d = 0; d < ${DEPTH}; d++) {
      for (var i = 0; i < 4; i++) {
        let value = a[d][row + i];
        for (var j = 0; j < 4; j++) {
          sums[i][j] += value * b[d][column + j];
        }
      }
    }
    workgroupBarrier();
  }
  for (var i = 0; i < 4; i++) {
    for (var j = 0; j < 4; j++) {
      if (m0 + row + i < weights && n0 + column + j < outputs) {
        result[(i32(workgroupId.z) * weights + m0 + row + i) * outputs + n0 + column + j] = sums[i][j];
      }
    }
  }
}`;

/** Takes the place of `Conv2DBackpropFilter`; channels last, as everything here. */
export function conv2DBackpropFilter(original: tf.KernelFunc): tf.KernelFunc {
	return (parameters) => {
		const { x, dy } = parameters.inputs as Record<'x' | 'dy', tf.TensorInfo>;
		const attributes = parameters.attrs as unknown as tf.Conv2DBackpropFilterAttrs;
		const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attributes;
		if (dataFormat !== 'NHWC') return original(parameters);
		const info = tf.backend_util.computeConv2DInfo(
			x.shape as [number, number, number, number],
			filterShape,
			strides,
			1,
			pad,
			dimRoundingMode,
		);
		const backend = parameters.backend as WebGPUBackend;
		const { filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth } = info;
		const weights = filterHeight * filterWidth * inChannels;
		const pixels = info.batchSize * outHeight * outWidth;
		const tiles = [Math.ceil(outChannels / TILE), Math.ceil(weights / TILE)] as const;
		const wanted = Math.ceil(GROUPS / (tiles[0] * tiles[1]));
		const shares = Math.max(1, Math.min(wanted, Math.floor(pixels / LEAST_SHARE)));
		const share = DEPTH * Math.ceil(pixels / shares / DEPTH);
		const parts = runProgram(backend, {
			key: 'conv2dFilterProduct',
			inputs: [
				{ name: 'x', tensor: x },
				{ name: 'dy', tensor: dy },
			],
			shape: [shares, weights, outChannels],
			uniforms: [
				int('pads', info.padInfo.top, info.padInfo.left),
				int('strides', info.strideHeight, info.strideWidth),
				int('inDims', info.inHeight, info.inWidth),
				int('outDims', outHeight, outWidth),
				...[int('filterWidth', filterWidth), int('channels', inChannels)],
				...[int('weights', weights), int('outputs', outChannels)],
				...[int('pixels', pixels), int('share', share)],
			],
			code: CODE,
			grid: { groups: [...tiles, shares], size: [16, 16, 1] },
		});
		if (shares === 1) return { ...parts, shape: filterShape };
		const sums = columnSums(backend, parts, { rows: shares, columns: weights * outChannels });
		backend.disposeData(parts.dataId);
		return { ...sums, shape: filterShape };
	};
}
