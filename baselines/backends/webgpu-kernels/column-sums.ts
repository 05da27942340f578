/**
 * Sums over all axes but the last ones. TensorFlow.js turns the whole tensor round first, so that what is
 * summed lies together; here neighbouring threads read neighbouring columns instead, and nothing is moved.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { float, int, runProgram } from './program.ts';

/** Rows that one thread adds up. */
const CHUNK = 64;
/** With fewer columns, threads of a group would read from far apart. */
const LEAST_COLUMNS = 8;

const CODE = `
fn main(index : i32) {
  if (index >= uniforms.size) { return; }
  let part = index / uniforms.columns;
  let column = index - part * uniforms.columns;
  let first = part * uniforms.chunk;
  let last = min(first + uniforms.chunk, uniforms.rows);
  var sum = 0.0;
  for (var row = first; row < last; row++) {
    sum += x[row * uniforms.columns + column];
  }
  result[index] = sum * uniforms.factor;
}`;

/**
 * The sums of the columns of a tensor taken as rows × columns, times a factor. In stages, each of which
 * leaves a sixty-fourth of the rows: that keeps all of the device busy, and rounding small.
 */
export function columnSums(
	backend: WebGPUBackend,
	x: tf.TensorInfo,
	{ rows, columns, factor = 1 }: { rows: number; columns: number; factor?: number },
): tf.TensorInfo {
	let [now, left] = [x, rows];
	do {
		const parts = Math.ceil(left / CHUNK);
		const next = runProgram(backend, {
			key: 'columnSums',
			inputs: [{ name: 'x', tensor: now }],
			shape: [parts, columns],
			uniforms: [
				...[int('rows', left), int('columns', columns), int('chunk', CHUNK)],
				float('factor', parts === 1 ? factor : 1),
			],
			code: CODE,
		});
		if (now !== x) backend.disposeData(now.dataId);
		[now, left] = [next, parts];
	} while (left > 1);
	return { ...now, shape: [columns] };
}

/** Whether all axes from the first one on, and not the last one, are summed. */
function leading(axes: readonly number[], rank: number): boolean {
	const sorted = [...axes].sort((a, b) => a - b);
	return sorted.length < rank && sorted.every((axis, k) => axis === k);
}

/** Takes the place of a kernel that sums or takes means, where it would turn the tensor round. */
export function byColumns(original: tf.KernelFunc, mean: boolean): tf.KernelFunc {
	return (parameters) => {
		const x = parameters.inputs.x as tf.TensorInfo;
		const { axis, keepDims } = parameters.attrs as unknown as {
			axis: number | number[];
			keepDims: boolean;
		};
		const axes = tf.util.parseAxisParam(axis, x.shape);
		const rows = axes.reduce((product, k) => product * x.shape[k]!, 1);
		const columns = tf.util.sizeFromShape(x.shape) / rows;
		const fits = x.dtype === 'float32' && rows > 1 && columns >= LEAST_COLUMNS;
		if (!fits || !leading(axes, x.shape.length)) return original(parameters);
		const factor = mean ? 1 / rows : 1;
		const sums = columnSums(parameters.backend as WebGPUBackend, x, { rows, columns, factor });
		const shape = x.shape.map((length, k) => (axes.includes(k) ? 1 : length));
		return { ...sums, shape: keepDims ? shape : x.shape.filter((_, k) => !axes.includes(k)) };
	};
}
