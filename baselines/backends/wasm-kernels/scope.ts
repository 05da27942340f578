import * as tf from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

export type Attributes = Record<string, unknown>;

/**
 * Runs kernels of the WASM backend inside another one. The engine does not see their results, so
 * everything made here is freed by `end`, but for what it is told to keep.
 */
export class KernelScope {
	readonly backend: BackendWasm;
	private readonly made: tf.TensorInfo[] = [];

	constructor(backend: unknown) {
		this.backend = backend as BackendWasm;
	}

	run(name: string, inputs: Record<string, tf.TensorInfo>, attrs: Attributes = {}): tf.TensorInfo {
		const kernel = tf.getKernel(name, 'wasm');
		if (!kernel) throw new Error(`The WASM backend of TensorFlow.js has no kernel ${name}.`);
		return this.keep(
			() =>
				kernel.kernelFunc({
					inputs: inputs as tf.NamedTensorInfoMap,
					attrs: attrs as tf.NamedAttrMap,
					backend: this.backend,
				}) as tf.TensorInfo,
		);
	}

	reshape(x: tf.TensorInfo, shape: number[]): tf.TensorInfo {
		return this.run('Reshape', { x }, { shape });
	}

	transpose(x: tf.TensorInfo, perm: number[]): tf.TensorInfo {
		return this.run('Transpose', { x }, { perm });
	}

	/** Turns height and width of a filter round. */
	flip(x: tf.TensorInfo): tf.TensorInfo {
		return this.run('Reverse', { x }, { dims: [0, 1] });
	}

	/**
	 * Zeros of a shape, as the floats behind them. A later result can move the heap, so that floats are
	 * good until the next `zeros` or `run` only.
	 */
	zeros(shape: number[]): tf.TensorInfo {
		const made = this.keep(() => this.backend.makeOutput(shape, 'float32'));
		this.floats(made).fill(0);
		return made;
	}

	floats(x: tf.TensorInfo): Float32Array {
		return this.backend.typedArrayFromHeap(x) as Float32Array;
	}

	/** Frees a result that is not wanted any more, before the end. */
	free(x: tf.TensorInfo): void {
		this.made.splice(this.made.indexOf(x), 1);
		this.backend.disposeData(x.dataId);
	}

	/** Where memory is not enough, what was made until then is freed: a smaller batch may follow. */
	private keep(make: () => tf.TensorInfo): tf.TensorInfo {
		try {
			const made = make();
			this.made.push(made);
			return made;
		} catch (error) {
			for (const { dataId } of this.made.splice(0)) this.backend.disposeData(dataId);
			throw error;
		}
	}

	/** @returns `result`, with the shape it is wanted in */
	end(result: tf.TensorInfo, shape: number[] = result.shape): tf.TensorInfo {
		for (const info of this.made) if (info !== result) this.backend.disposeData(info.dataId);
		return { ...result, shape };
	}
}

/**
 * Pulls a map apart, with zeros in between: pixel (r, c) goes to (r·stride, c·stride).
 * @param x [images, rows, columns, channels]
 */
export function spread(
	scope: KernelScope,
	x: tf.TensorInfo,
	[strideRows, strideColumns]: readonly [number, number],
	[height, width]: readonly [number, number],
): tf.TensorInfo {
	const [images, rows, columns, channels] = x.shape as [number, number, number, number];
	if (strideRows === 1 && strideColumns === 1 && rows === height && columns === width) return x;
	const out = scope.zeros([images, height, width, channels]);
	const from = scope.floats(x);
	const to = scope.floats(out);
	for (let image = 0, at = 0; image < images; image++) {
		for (let row = 0; row < rows; row++) {
			const line = (image * height + row * strideRows) * width;
			for (let column = 0; column < columns; column++, at += channels) {
				to.set(from.subarray(at, at + channels), (line + column * strideColumns) * channels);
			}
		}
	}
	return out;
}
