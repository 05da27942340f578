/**
 * Adam in three programs a tensor instead of a dozen, where the backend has them (WebGPU): a network of
 * hundreds of small tensors otherwise spends its step on starting programs.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ADAM_STEP, LINEAR, LINEAR_SQUARE } from '../../backends/webgpu-kernels/optimisers.ts';
import { BETA_1, BETA_2, EPSILON } from './adam.ts';
import type { Update } from './optimiser.ts';

const run = (name: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, number>) =>
	tf.engine().runKernel(name, inputs, attributes) as unknown as tf.Tensor;

/** Whether the backend in use has the programs. */
export const isFused = (): boolean => tf.getKernel(ADAM_STEP, tf.getBackend()) !== undefined;

/** As `adam`, to rounding. */
export const fusedAdam: Update = (variable, gradient, moment, rate, step) => {
	const m = moment('first');
	const v = moment('second');
	m.assign(run(LINEAR, { a: m, b: gradient }, { alpha: BETA_1, beta: 1 - BETA_1 }));
	v.assign(run(LINEAR_SQUARE, { a: v, b: gradient }, { alpha: BETA_2, beta: 1 - BETA_2 }));
	return run(
		ADAM_STEP,
		{ w: variable, m, v },
		{
			...{ keep: 1, epsilon: EPSILON },
			rate: rate / (1 - BETA_1 ** step),
			scale: 1 / (1 - BETA_2 ** step),
		},
	);
};
