import * as tf from '@tensorflow/tfjs-core';
import type { Update } from './optimiser.ts';

/**
 * v ← µ v + g; w ← w − rate · v, or w − rate · (g + µ v) with Nesterov's look-ahead (Sutskever et al.
 * 2013, as PyTorch and Keras write it).
 */
export function sgd(momentum = 0, nesterov = false): Update {
	return (variable, gradient, moment, rate) => {
		if (momentum === 0) return tf.sub(variable, tf.mul(gradient, rate));
		const v = moment('velocity');
		v.assign(tf.add(tf.mul(v, momentum), gradient));
		const step = nesterov ? tf.add(gradient, tf.mul(v, momentum)) : v;
		return tf.sub(variable, tf.mul(step, rate));
	};
}
