/** A network in two, where the part that a phase trains begins. */
import type * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { Phase } from '../../recipes/types.ts';
import { firstTrained, type TrainableNetwork } from './network.ts';

export interface NetworkCut {
	/** From the prepared image to the maps in front of the first trained layer; shares its weights with the network. */
	front: tfl.LayersModel;
	/** Name of the layer that gives those maps. */
	layer: string;
	/** Shape of the maps of one image. */
	shape: number[];
	/** From the maps to logits. */
	rest(maps: tf.Tensor, training: boolean): tf.Tensor2D;
}

/** What a tensor of the graph is for the values given; layers are called as the model itself does. */
function evaluate(
	wanted: tfl.SymbolicTensor,
	known: Map<number, tf.Tensor>,
	training: boolean,
): tf.Tensor {
	const found = known.get(wanted.id);
	if (found) return found;
	const inputs = wanted.inputs.map((input) => evaluate(input, known, training));
	const value = wanted.sourceLayer.apply(inputs.length === 1 ? inputs[0]! : inputs, {
		training,
	}) as tf.Tensor;
	known.set(wanted.id, value);
	return value;
}

/**
 * Cuts in front of the layer that a phase trains from, where one tensor alone crosses there: what lies
 * before is then the same in every step, is left out of the gradient, and can be kept.
 * @returns null where the phase trains from no layer, or several tensors cross
 */
export function cutNetwork(
	{ backbone, whole }: Pick<TrainableNetwork, 'backbone' | 'whole'>,
	train: Phase['train'],
): NetworkCut | null {
	if (typeof train === 'string') return null;
	const trained = new Set(backbone.layers.slice(firstTrained(backbone, train)));
	const crossing = new Map<number, tfl.SymbolicTensor>();
	for (const layer of trained) {
		const { inputs } = layer.output as tfl.SymbolicTensor;
		for (const input of inputs) if (!trained.has(input.sourceLayer)) crossing.set(input.id, input);
	}
	const [boundary] = crossing.values();
	if (crossing.size !== 1 || boundary!.sourceLayer.getClassName() === 'InputLayer') return null;
	return {
		front: tfl.model({ inputs: backbone.inputs, outputs: boundary! }),
		layer: boundary!.sourceLayer.name,
		shape: boundary!.shape.slice(1) as number[],
		rest: (maps, training) =>
			evaluate(whole.outputs[0]!, new Map([[boundary!.id, maps]]), training) as tf.Tensor2D,
	};
}
