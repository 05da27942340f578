/** From grey values to what a network is shown. On the device: a third of the bytes to send. */
import * as tf from '@tensorflow/tfjs-core';
import { preprocess } from '../../models/preprocessing.ts';
import type { Architecture, Preprocessing } from '../../models/types.ts';
import type { BackboneSpec, ImageSpec } from '../../recipes/types.ts';

export interface InputSpec {
	channels: 1 | 3;
	scale: Preprocessing | 'unit';
	/** Mean grey value of the training images, subtracted before all else. */
	centre?: number;
}

/** What the image part of a recipe comes to with an architecture's own scale filled in. */
export function inputOf(
	image: ImageSpec,
	architecture: Pick<Architecture, 'editions'>,
	{ convention }: Pick<BackboneSpec, 'convention'>,
	centre?: number,
): InputSpec {
	const editions = architecture.editions;
	const edition = convention ? editions[convention] : Object.values(editions)[0];
	const scale = image.scale === 'architecture' ? (edition?.preprocessing ?? 'unit') : image.scale;
	return { channels: image.channels, scale, ...(centre === undefined ? {} : { centre }) };
}

/**
 * Centred values are in units of half the grey range (of all of it with `unit`), around 0: the scale of
 * the architecture, whose offset the centring takes the place of.
 * @param grey [images, height, width, 1], 0 to 255
 * @returns [images, height, width, channels]
 */
export function prepareInput(
	grey: tf.Tensor4D,
	{ channels, scale, centre }: InputSpec,
): tf.Tensor4D {
	return tf.tidy(() => {
		if (scale === 'unit' || centre !== undefined) {
			const scaled = tf.div(
				tf.sub(grey, centre ?? 0),
				scale === 'unit' ? 255 : 127.5,
			) as tf.Tensor4D;
			return channels === 3 ? tf.tile(scaled, [1, 1, 1, 3]) : scaled;
		}
		if (scale === 'none' || scale === 'symmetric') {
			const one = preprocess(grey, scale);
			return channels === 3 ? tf.tile(one, [1, 1, 1, 3]) : one;
		}
		const three = preprocess(tf.tile(grey, [1, 1, 1, 3]), scale);
		return channels === 3 ? three : (tf.mean(three, 3, true) as tf.Tensor4D);
	});
}
