import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { randomSource, seedFrom } from '../../random-source.ts';

type Config = NonNullable<ConstructorParameters<typeof tfl.layers.Layer>[0]>;

export interface DropoutConfig extends Config {
	/** Share that is set to zero, 0 to 1. */
	rate: number;
	seed: number;
	/** Drops whole examples (stochastic depth, Huang et al. 2016) instead of single values. */
	wholeExample?: boolean;
}

/**
 * Dropout (Srivastava et al. 2014) that is repeatable and still differs from step to step. The one of
 * TensorFlow.js draws the same mask at every step when it is given a seed.
 *
 * The n-th training call after construction draws from (seed, layer name, n).
 */
export class SeededDropout extends tfl.layers.Layer {
	static className = 'SeededDropout';
	override supportsMasking = true;
	/** Training calls so far; a resumed run sets it to go on where it was. */
	calls = 0;
	private readonly settings: Required<Pick<DropoutConfig, 'rate' | 'seed' | 'wholeExample'>>;

	constructor(config: DropoutConfig) {
		super(config);
		this.settings = {
			rate: config.rate,
			seed: config.seed,
			wholeExample: config.wholeExample ?? false,
		};
	}

	override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
		const x = (Array.isArray(inputs) ? inputs[0] : inputs)!;
		const { rate } = this.settings;
		if (!kwargs.training || rate <= 0) return x;
		return tf.tidy(() => tf.mul(x, this.mask(x.shape)));
	}

	/** Zeros, and 1 / (1 − rate) where a value stays, so that the expectation is kept. */
	private mask(shape: number[]): tf.Tensor {
		const { rate, seed, wholeExample } = this.settings;
		const maskShape = wholeExample ? [shape[0]!, ...shape.slice(1).map(() => 1)] : shape;
		const random = randomSource(seedFrom(seed, this.name, this.calls++));
		const kept = 1 / (1 - rate);
		const values = new Float32Array(tf.util.sizeFromShape(maskShape));
		for (let i = 0; i < values.length; i++) values[i] = random.uniform() < rate ? 0 : kept;
		return tf.tensor(values, maskShape);
	}

	override getConfig(): tf.serialization.ConfigDict {
		return { ...super.getConfig(), ...this.settings };
	}
}
tf.serialization.registerClass(SeededDropout);
