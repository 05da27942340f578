/**
 * The gradient of batch normalisation without copies. That of TensorFlow.js 4.22 repeats each channel's
 * value over the whole map first (`tile`), which on WebAssembly takes a third of a training step.
 */
import * as tf from '@tensorflow/tfjs-core';

/** With s = Σ dy and t = Σ dy · (x − mean) over all but the channels, r = 1 / √(variance + ε). */
const gradFunc: tf.GradFunc = (dy, saved, attributes) => {
	const { varianceEpsilon } = attributes as unknown as { varianceEpsilon: number };
	const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
	const gradient = dy as tf.Tensor;
	const axes = x.shape.map((_, axis) => axis).slice(0, x.rank - mean.rank);
	const r = tf.rsqrt(tf.add(variance, varianceEpsilon));
	const gain = tf.mul(scale, r);
	// Here and not where they are wanted: what is made there is freed there, and two want each.
	const s = tf.sum(gradient, axes);
	const t = tf.sum(tf.mul(gradient, tf.sub(x, mean)), axes);
	return {
		x: () => tf.mul(gradient, gain),
		mean: () => tf.neg(tf.mul(gain, s)),
		variance: () => tf.mul(tf.mul(tf.mul(gain, tf.square(r)), -0.5), t),
		scale: () => tf.mul(r, t),
		offset: () => tf.clone(s),
	};
};

let registered = false;

/** Takes the place of the gradient in TensorFlow.js, on every backend. */
export function registerBatchNormGradient(): void {
	if (registered) return;
	registered = true;
	if (tf.getGradient(tf.FusedBatchNorm)) tf.unregisterGradient(tf.FusedBatchNorm);
	tf.registerGradient({
		kernelName: tf.FusedBatchNorm,
		inputsToSave: ['x', 'mean', 'variance', 'scale'],
		gradFunc,
	});
}
