import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

type Config = NonNullable<ConstructorParameters<typeof tfl.layers.Layer>[0]>;

export interface PaddedMaxPoolingConfig extends Config {
	poolSize: number;
	strides: number;
	/** Rows and columns added on every side; they never win. */
	pad: number;
}

/**
 * Max pooling with the same padding on every side, as PyTorch's `MaxPool2d(padding)`. Padding 'same'
 * shifts the windows by one pixel at even sizes, and zeros would win over negative values.
 */
export class PaddedMaxPooling2D extends tfl.layers.Layer {
	static className = 'PaddedMaxPooling2D';
	private readonly settings: Pick<PaddedMaxPoolingConfig, 'poolSize' | 'strides' | 'pad'>;

	constructor(config: PaddedMaxPoolingConfig) {
		super(config);
		const { poolSize, strides, pad } = config;
		this.settings = { poolSize, strides, pad };
	}

	override computeOutputShape(shape: tfl.Shape): tfl.Shape {
		const { poolSize, strides, pad } = this.settings;
		const pooled = (length: number | null | undefined) =>
			length == null ? null : Math.floor((length + 2 * pad - poolSize) / strides) + 1;
		return [shape[0]!, pooled(shape[1]), pooled(shape[2]), shape[3]!];
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
		const { poolSize, strides, pad } = this.settings;
		return tf.maxPool(x, poolSize, strides, pad, 'floor');
	}

	override getConfig(): tf.serialization.ConfigDict {
		return { ...super.getConfig(), ...this.settings };
	}
}
tf.serialization.registerClass(PaddedMaxPooling2D);

export interface SameAveragePoolingConfig extends Config {
	/** Whether padding counts in the mean, as in PyTorch by default; TensorFlow leaves it out. */
	countPadding: boolean;
}

/**
 * The 3×3 mean at stride 1 of the Inception networks, with its size kept. Built from a mean over
 * zero-padded values and a constant factor per pixel, because the gradient that TensorFlow.js has for
 * padding 'same' divides by nine at the border too, where the forward pass divides by four or six.
 */
export class SameAveragePooling2D extends tfl.layers.Layer {
	static className = 'SameAveragePooling2D';
	private readonly countPadding: boolean;

	constructor(config: SameAveragePoolingConfig) {
		super(config);
		this.countPadding = config.countPadding;
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => {
			const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
			const border: [number, number] = [1, 1];
			const padded = tf.pad4d(x, [[0, 0], border, border, [0, 0]]);
			const mean = tf.avgPool(padded, 3, 1, 'valid');
			return this.countPadding ? mean : tf.mul(mean, factors(x.shape[1], x.shape[2]));
		});
	}

	override getConfig(): tf.serialization.ConfigDict {
		return { ...super.getConfig(), countPadding: this.countPadding };
	}
}
tf.serialization.registerClass(SameAveragePooling2D);

/** 9 over the number of pixels that the window has inside the image; height × width. */
function factors(height: number, width: number): tf.Tensor4D {
	const inside = (at: number, length: number) =>
		Math.min(at + 1, length - 1) - Math.max(at - 1, 0) + 1;
	const values = new Float32Array(height * width);
	for (let row = 0; row < height; row++) {
		for (let column = 0; column < width; column++) {
			values[row * width + column] = 9 / (inside(row, height) * inside(column, width));
		}
	}
	return tf.tensor4d(values, [1, height, width, 1]);
}
