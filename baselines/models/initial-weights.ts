import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { randomSource, seedFrom } from '../random-source.ts';
import { weightKind } from './weight-kind.ts';

/**
 * Draws the kernels of a model: He uniform, ±√(6 / fan-in) (He et al. 2015), for networks of rectified
 * linear units. Every kernel has a stream of its own, from the seed and its name, so that a layer gets
 * the same weights whatever stands around it, on every backend.
 *
 * Biases and batch normalisation keep what they start with (0 and 1).
 */
export function drawWeights(model: tfl.LayersModel, seed: number): void {
	for (const layer of model.layers) {
		for (const weight of layer.weights) {
			const kind = weightKind(weight);
			if (!kind.endsWith('kernel')) continue;
			const shape = weight.shape as number[];
			const values = heUniform(shape, kind, [seed, layer.name, kind]);
			const drawn = tf.tensor(values, shape);
			weight.write(drawn);
			drawn.dispose();
		}
	}
}

function heUniform(shape: number[], kind: string, seed: (string | number)[]): Float32Array {
	const values = new Float32Array(tf.util.sizeFromShape(shape));
	// Height × width × input channels; a depthwise filter sees one channel only.
	const [height = 1, width = 1, inputs = 1] = shape;
	const fanIn =
		shape.length === 2 ? height : height * width * (kind === 'depthwise_kernel' ? 1 : inputs);
	const bound = Math.sqrt(6 / fanIn);
	const random = randomSource(seedFrom(...seed));
	for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) * bound;
	return values;
}
