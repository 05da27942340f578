/** Where in an image a network found what it says (Grad-CAM, Selvaraju et al. 2017). */
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';

export interface HeatMaps {
	height: number;
	width: number;
	/** Image after image, row by row; at least 0, and at most 1 where anything speaks for the finding. */
	values: Float32Array;
}

/**
 * Heat maps of one output. Works on any layers model: the layer's `call` is watched, and the gradient
 * is taken of a zero that is added to what it returns, so that the graph need not be cut.
 * @param x prepared images, [images, height, width, channels]
 * @param layerName a layer that gives maps, [images, h, w, channels]
 * @param output number of the logit
 */
export async function gradCam(
	model: tfl.LayersModel,
	layerName: string,
	x: tf.Tensor4D,
	output: number,
): Promise<HeatMaps> {
	const layer = model.getLayer(layerName);
	const [, height, width, channels] = layer.outputShape as number[];
	const original = layer.call;
	let activations: tf.Tensor4D | null = null;
	const logit = (shift: tf.Tensor) => {
		layer.call = (inputs, kwargs) => {
			const maps = tf.add(original.call(layer, inputs, kwargs) as tf.Tensor, shift);
			// The model frees what its next layer has read, and the gradient what its scope made.
			activations = tf.keep(tf.clone(maps)) as tf.Tensor4D;
			return maps;
		};
		const logits = model.apply(x, { training: false }) as tf.Tensor2D;
		return tf.sum(tf.slice(logits, [0, output], [x.shape[0], 1]));
	};
	try {
		const maps = tf.tidy(() => {
			const gradient = tf.grad(logit)(tf.zeros([x.shape[0], height!, width!, channels!]));
			const weights = tf.mean(gradient, [1, 2], true);
			const heat = tf.relu(tf.sum(tf.mul(activations!, weights), 3));
			const highest = tf.max(heat, [1, 2], true);
			return tf.div(heat, tf.maximum(highest, 1e-12));
		});
		const values = (await maps.data()) as Float32Array;
		maps.dispose();
		return { height: height!, width: width!, values };
	} finally {
		(activations as tf.Tensor | null)?.dispose();
		layer.call = original;
	}
}

/** One heat map at the size of an image: bilinear, with the edge going on, centres of pixels aligned. */
export function enlarge(
	map: ArrayLike<number>,
	{ height, width }: Pick<HeatMaps, 'height' | 'width'>,
	size: number,
): Float32Array {
	const out = new Float32Array(size * size);
	const place = (k: number, length: number) => {
		const at = Math.min(length - 1, Math.max(0, ((k + 0.5) * length) / size - 0.5));
		const low = Math.floor(at);
		return { low, high: Math.min(length - 1, low + 1), share: at - low };
	};
	for (let row = 0; row < size; row++) {
		const y = place(row, height);
		for (let column = 0; column < size; column++) {
			const x = place(column, width);
			const upper =
				map[y.low * width + x.low]! * (1 - x.share) + map[y.low * width + x.high]! * x.share;
			const lower =
				map[y.high * width + x.low]! * (1 - x.share) + map[y.high * width + x.high]! * x.share;
			out[row * size + column] = upper * (1 - y.share) + lower * y.share;
		}
	}
	return out;
}
