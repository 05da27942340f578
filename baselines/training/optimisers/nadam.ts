import * as tf from '@tensorflow/tfjs-core';
import { BETA_1, BETA_2, EPSILON } from './adam.ts';
import type { Update } from './optimiser.ts';

/** µ at a step of the schedule that Dozat proposes: 0.9 · (1 − 0.5 · 0.96^(t / 250)). */
const momentumAt = (step: number) => BETA_1 * (1 - 0.5 * 0.96 ** (0.004 * step));

/** Products of the momenta up to a step; they do not depend on the weights. */
const products: number[] = [1];
function productTo(step: number): number {
	while (products.length <= step) {
		products.push(products[products.length - 1]! * momentumAt(products.length));
	}
	return products[step]!;
}

/** Adam with Nesterov momentum (Dozat 2016, with its momentum schedule, as Keras and PyTorch do it). */
export const nadam: Update = (variable, gradient, moment, rate, step) => {
	const m = moment('first');
	const v = moment('second');
	m.assign(tf.add(tf.mul(m, BETA_1), tf.mul(gradient, 1 - BETA_1)));
	v.assign(tf.add(tf.mul(v, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2)));
	const now = (1 - momentumAt(step)) / (1 - productTo(step));
	const next = momentumAt(step + 1) / (1 - productTo(step + 1));
	const ahead = tf.add(tf.mul(gradient, now), tf.mul(m, next));
	const size = tf.add(tf.sqrt(tf.div(v, 1 - BETA_2 ** step)), EPSILON);
	return tf.sub(variable, tf.div(tf.mul(ahead, rate), size));
};
