import type { LoadedSplit } from '../../data/index.ts';
import { imageBatches } from '../batches.ts';
import { allLogits, forwardOf } from '../forward.ts';
import type { TrainableNetwork } from '../network/network.ts';
import { scoresOf } from '../scores.ts';
import { splitScores } from './scores.ts';
import type { RunOptions, SplitScores } from './types.ts';

/**
 * Scores of a split by the whole network, one image as it is.
 * @param images at the edge at which the recipe stores them, or at that of the network
 */
export async function predictSplit(
	net: TrainableNetwork,
	images: LoadedSplit,
	labels: number,
	{ onEvent, signal, batch }: Pick<RunOptions, 'onEvent' | 'signal'> & { batch: number },
): Promise<SplitScores> {
	const logits = await allLogits(
		forwardOf(net, 'images'),
		imageBatches(images, net.size),
		batch,
		net.outputs,
		(share) => onEvent({ kind: 'work', what: `Scores of ${images.split} images`, share }),
		signal,
	);
	return splitScores(images, scoresOf(logits, net.outputs, labels, net.output));
}
