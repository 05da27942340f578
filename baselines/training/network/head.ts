/** Heads of networks, from the list of layers in a recipe. They give logits: the loss wants them. */
import * as tfl from '@tensorflow/tfjs-layers';
import type { Task } from '../../data/types.ts';
import { drawWeights } from '../../models/initial-weights.ts';
import { Network } from '../../models/network.ts';
import type { NetworkHead } from '../../recipes/types.ts';

export type OutputKind = 'sigmoid' | 'softmax';

export function outputOf(
	head: NetworkHead,
	task: Task,
): { kind: OutputKind; outputs(labels: number): number } {
	const byTask = task === 'multiclass' ? 'softmax' : 'sigmoid';
	const kind = head.output === 'by-task' ? byTask : head.output;
	return { kind, outputs: (labels) => (kind === 'softmax' && task === 'binary' ? 2 : labels) };
}

/**
 * @param features length of the feature vector
 * @param outputs number of logits
 * @returns not compiled; kernels drawn from the seed
 */
export function buildHead(
	head: NetworkHead,
	features: number,
	outputs: number,
	seed: number,
): tfl.LayersModel {
	const net = new Network('keras', seed, 1e-3);
	const input = tfl.input({ name: 'features', shape: [features] });
	const counts = { dropout: 0, bn: 0, dense: 0 };
	const x = head.layers.reduce((y, layer) => {
		if ('dropout' in layer)
			return net.dropout(y, `head_dropout_${++counts.dropout}`, layer.dropout);
		if ('batchNorm' in layer) return net.batchNorm(y, `head_bn_${++counts.bn}`);
		return net.dense(y, `head_dense_${++counts.dense}`, layer.dense, layer.activation);
	}, input);
	const logits = net.dense(x, 'logits', outputs, 'linear');
	const model = tfl.model({ name: 'head', inputs: input, outputs: logits });
	drawWeights(model, seed);
	return model;
}
