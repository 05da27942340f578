import * as tf from '@tensorflow/tfjs-core';
import type { LoadedSplit } from '../../data/index.ts';
import { hostImageBatches } from '../batches.ts';
import { forwardOf, type Part } from '../forward.ts';
import { trainableOf, type TrainableNetwork } from '../network/network.ts';
import { isOutOfMemory, isTrap } from '../out-of-memory.ts';
import { gradientsOf } from '../step.ts';

/**
 * Whether gradients of a batch of this size fit into memory. Changes no weight; what the loss is does
 * not matter.
 * @param part what is trained; the rest is left out of the gradient, as in the phase
 * @throws where WebAssembly trapped
 */
export async function tryStep(
	net: TrainableNetwork,
	part: Part,
	images: Pick<LoadedSplit, 'pixels' | 'size' | 'ids'>,
	size: number,
): Promise<boolean> {
	tf.engine().startScope();
	try {
		const rows = Int32Array.from({ length: size }, (_, k) => k % images.ids.length);
		const { loss } = gradientsOf({
			forward: forwardOf(net, 'images', part),
			batch: hostImageBatches(images, net.size).take(rows, null),
			targets: { y: tf.zeros([size, net.outputs]), weights: tf.ones([size, net.outputs]) },
			output: net.output,
			variables: trainableOf(net.whole),
		});
		await loss.data();
		return true;
	} catch (error) {
		if (isOutOfMemory(error) && !isTrap(error)) return false;
		throw error;
	} finally {
		tf.engine().endScope();
	}
}
