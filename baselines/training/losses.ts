/** Losses on logits, each label of each row with a weight; weight 0 leaves a missing label out. */
import * as tf from '@tensorflow/tfjs-core';

/** [rows, outputs] */
export interface Targets {
	y: tf.Tensor2D;
	weights: tf.Tensor2D;
}

/** Sum over count, and no division by zero where nothing counts. */
const meanOver = (sum: tf.Tensor, weights: tf.Tensor): tf.Scalar =>
	tf.div(sum, tf.maximum(tf.sum(tf.cast(tf.greater(weights, 0), 'float32')), 1)) as tf.Scalar;

/**
 * Binary cross-entropy max(z, 0) − z·y + log(1 + e^−|z|), which neither overflows nor takes the
 * logarithm of zero; the mean over the labels that are known.
 */
export function sigmoidLoss(logits: tf.Tensor2D, { y, weights }: Targets): tf.Scalar {
	const own = tf.add(
		tf.sub(tf.relu(logits), tf.mul(logits, y)),
		tf.softplus(tf.neg(tf.abs(logits))),
	);
	return meanOver(tf.sum(tf.mul(own, weights)), weights);
}

/** Cross-entropy of a softmax; a row weighs what its true class weighs. */
export function softmaxLoss(logits: tf.Tensor2D, { y, weights }: Targets): tf.Scalar {
	const own = tf.neg(tf.sum(tf.mul(tf.mul(y, weights), tf.logSoftmax(logits)), 1));
	return meanOver(tf.sum(own), tf.sum(tf.mul(y, weights), 1));
}
