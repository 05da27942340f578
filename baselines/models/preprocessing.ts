import * as tf from '@tensorflow/tfjs-core';
import type { Preprocessing } from './types.ts';

/** ImageNet's mean and standard deviation of R, G, B at 0 to 1, as torchvision and Keras have them. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
/** ImageNet's mean of B, G, R at 0 to 255 (Caffe). */
const BGR_MEAN = [103.939, 116.779, 123.68];

/**
 * Brings pixels to the scale that the weights expect.
 * @param x [images, height, width, 3], RGB, 0 to 255
 */
export function preprocess(x: tf.Tensor4D, kind: Preprocessing): tf.Tensor4D {
	return tf.tidy(() => {
		switch (kind) {
			case 'none':
				return tf.clone(x);
			case 'symmetric':
				return tf.sub(tf.div(x, 127.5), 1);
			case 'imagenet':
				return tf.div(tf.sub(tf.div(x, 255), MEAN), DEVIATION);
			case 'bgr-mean':
				return tf.sub(tf.reverse(x, -1), BGR_MEAN);
		}
	});
}
