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

/** Logits of all rows, row by row, read back once a batch. */
export async function allLogits(
	forward: Forward,
	batches: Batches,
	batch: number,
	outputs: number,
	onProgress?: (share: number) => void,
	signal?: AbortSignal,
): Promise<Float32Array> {
	const logits = new Float32Array(batches.rows * outputs);
	for (let from = 0; from < batches.rows; from += batch) {
		signal?.throwIfAborted();
		const to = Math.min(batches.rows, from + batch);
		const rows = Int32Array.from({ length: to - from }, (_, k) => from + k);
		const out = tf.tidy(() => forward.logits(forward.before(batches.take(rows, null)), false));
		logits.set(await out.data(), from * outputs);
		out.dispose();
		onProgress?.(to / batches.rows);
		await breathe();
	}
	return logits;
}
