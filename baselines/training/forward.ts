/** From a batch to logits, as a phase needs it. */
import * as tf from '@tensorflow/tfjs-core';
import { prepareInput } from './network/input.ts';
import type { NetworkCut } from './network/cut-network.ts';
import type { TrainableNetwork } from './network/network.ts';
import type { Batches } from './batches.ts';

/** Images, or what the frozen part of the network made of them. */
export type Shown = 'images' | 'features';

/** What a phase trains: everything, the head, or the network behind a cut. */
export type Part = 'whole' | 'head' | NetworkCut;

export interface Forward {
	/** What happens before any weight that is trained, outside of the gradient. */
	before(batch: tf.Tensor): tf.Tensor;
	/** The rest. */
	logits(x: tf.Tensor, training: boolean): tf.Tensor2D;
}

/** The frozen part is left out of the gradient, and of the step where features are shown. */
export function forwardOf(net: TrainableNetwork, shown: Shown, part: Part = 'whole'): Forward {
	const { backbone, head, whole, input } = net;
	const prepared = (batch: tf.Tensor) => prepareInput(batch as tf.Tensor4D, input);
	if (part === 'whole') {
		return {
			before: prepared,
			logits: (x, training) => whole.apply(x, { training }) as tf.Tensor2D,
		};
	}
	const front = part === 'head' ? backbone : part.front;
	return {
		before: (batch) =>
			shown === 'features'
				? tf.clone(batch)
				: tf.tidy(() => front.apply(prepared(batch), { training: false }) as tf.Tensor),
		logits:
			part === 'head' ? (x, training) => head.apply(x, { training }) as tf.Tensor2D : part.rest,
	};
}

/** Lets timers and signals have their turn. */
export const breathe = () => new Promise<void>((done) => setImmediate(done));

/** Batches whose logits are read back together: each look waits until the device is done. */
const READ_TOGETHER = 16;

/** Logits of all rows, row by row. */
export async function allLogits(
	forward: Forward,
	batches: Batches,
	batch: number,
	outputs: number,
	onProgress?: (share: number) => void,
	signal?: AbortSignal,
): Promise<Float32Array> {
	const logits = new Float32Array(batches.rows * outputs);
	const waiting: tf.Tensor2D[] = [];
	let read = 0;
	async function readBack(): Promise<void> {
		const all = tf.tidy(() => tf.concat2d(waiting, 0));
		tf.dispose(waiting.splice(0));
		logits.set(await all.data(), read * outputs);
		read += all.shape[0];
		all.dispose();
	}
	try {
		for (let from = 0; from < batches.rows; from += batch) {
			signal?.throwIfAborted();
			const to = Math.min(batches.rows, from + batch);
			const rows = Int32Array.from({ length: to - from }, (_, k) => from + k);
			waiting.push(tf.tidy(() => forward.logits(forward.before(batches.take(rows, null)), false)));
			if (waiting.length === READ_TOGETHER || to === batches.rows) await readBack();
			onProgress?.(to / batches.rows);
			await breathe();
		}
	} finally {
		tf.dispose(waiting);
	}
	return logits;
}
