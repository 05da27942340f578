import * as tf from '@tensorflow/tfjs-core';
import type { Update } from './optimiser.ts';

export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
/** Keras' own; PyTorch has 1e-8. */
export const EPSILON = 1e-7;

/** Adam (Kingma & Ba 2015, algorithm 1). */
export const adam: Update = (variable, gradient, moment, rate, step) => {
	const m = moment('first');
	const v = moment('second');
	m.assign(tf.add(tf.mul(m, BETA_1), tf.mul(gradient, 1 - BETA_1)));
	v.assign(tf.add(tf.mul(v, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2)));
	const size = tf.add(tf.sqrt(tf.div(v, 1 - BETA_2 ** step)), EPSILON);
	return tf.sub(variable, tf.div(tf.mul(m, rate / (1 - BETA_1 ** step)), size));
};
