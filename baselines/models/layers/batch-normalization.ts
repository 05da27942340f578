import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

type Config = NonNullable<ConstructorParameters<typeof tfl.layers.Layer>[0]>;

export interface BatchNormalizationConfig extends Config {
	/** Share of the old running statistics that stays at each step. */
	momentum: number;
	epsilon: number;
	/** Whether there is a gamma. */
	scale: boolean;
}

/**
 * With r = 1 / √(variance + ε), s = Σ dy and t = Σ dy · (x − mean):
 * dx = γ r (dy − s / n − (x − mean) r² t / n), dγ = r t, dβ = s.
 */
function gradientOfBatch(
	dy: tf.Tensor,
	[x, gamma, mean, r]: [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
	axes: number[],
	rows: number,
): tf.Tensor[] {
	const centred = tf.sub(x, mean);
	const s = tf.sum(dy, axes);
	const t = tf.sum(tf.mul(dy, centred), axes);
	const gain = tf.mul(gamma, r);
	const slope = tf.mul(tf.mul(gain, tf.square(r)), tf.div(t, -rows));
	const shift = tf.mul(gain, tf.div(s, -rows));
	const dx = tf.add(tf.add(tf.mul(dy, gain), shift), tf.mul(centred, slope));
	return [dx, tf.mul(r, t), s];
}

/**
 * Batch normalisation over the last axis (Ioffe & Szegedy 2015) as TensorFlow 2 does it: frozen
 * (`trainable = false`) it uses its running statistics in training too, and leaves them alone. The
 * one of TensorFlow.js goes on changing them when frozen, so a frozen backbone would drift, and it
 * cannot be trained without a gamma.
 */
export class FreezableBatchNormalization extends tfl.layers.Layer {
	static className = 'FreezableBatchNormalization';
	override supportsMasking = true;
	private readonly settings: Pick<BatchNormalizationConfig, 'momentum' | 'epsilon' | 'scale'>;
	private gamma: tfl.LayerVariable | null = null;
	private beta!: tfl.LayerVariable;
	private mean!: tfl.LayerVariable;
	private variance!: tfl.LayerVariable;

	constructor(config: BatchNormalizationConfig) {
		super(config);
		const { momentum, epsilon, scale } = config;
		this.settings = { momentum, epsilon, scale };
	}

	override build(inputShape: tfl.Shape): void {
		const shape = [inputShape.at(-1)!];
		const zeros = tfl.initializers.zeros();
		const ones = tfl.initializers.ones();
		if (this.settings.scale) this.gamma = this.addWeight('gamma', shape, 'float32', ones);
		this.beta = this.addWeight('beta', shape, 'float32', zeros);
		this.mean = this.addWeight('moving_mean', shape, 'float32', zeros, undefined, false);
		this.variance = this.addWeight('moving_variance', shape, 'float32', ones, undefined, false);
		this.built = true;
	}

	override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
		return tf.tidy(() => {
			const x = (Array.isArray(inputs) ? inputs[0] : inputs)!;
			if (!kwargs.training || !this.trainable) {
				return this.normalise(x, this.mean.read(), this.variance.read());
			}
			return this.normaliseBatch(x);
		});
	}

	/**
	 * By the batch's own mean and variance, which the running ones follow. The gradient is written out
	 * (Ioffe & Szegedy 2015, section 3): that of the single operations makes a dozen copies of the map.
	 */
	private normaliseBatch(x: tf.Tensor): tf.Tensor {
		const beta = this.beta.read();
		const gamma = this.gamma?.read() ?? tf.onesLike(beta);
		const axes = x.shape.map((_, axis) => axis).slice(0, -1);
		const rows = x.size / beta.size;
		const { epsilon } = this.settings;
		return tf.customGrad((...inputs) => {
			const [map, scale, , save] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
			const { mean, variance } = tf.moments(map, axes);
			this.follow(this.mean, mean);
			this.follow(this.variance, variance);
			save([map, scale, mean, tf.rsqrt(tf.add(variance, epsilon))]);
			const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
				gradientOfBatch(dy, saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor], axes, rows);
			return { value: this.normalise(map, mean, variance), gradFunc };
		})(x, gamma, beta);
	}

	private normalise(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
		const beta = this.beta.read() as tf.Tensor1D;
		// Without a gamma the operation has no gradient: the tape stumbles over a missing input.
		const gamma = (this.gamma?.read() ?? tf.onesLike(beta)) as tf.Tensor1D;
		return tf.batchNorm(
			x,
			mean as tf.Tensor1D,
			variance as tf.Tensor1D,
			beta,
			gamma,
			this.settings.epsilon,
		);
	}

	private follow(running: tfl.LayerVariable, now: tf.Tensor): void {
		const { momentum } = this.settings;
		const old = running.read();
		running.write(tf.add(tf.mul(old, momentum), tf.mul(now, 1 - momentum)));
	}

	override getConfig(): tf.serialization.ConfigDict {
		return { ...super.getConfig(), ...this.settings };
	}
}
tf.serialization.registerClass(FreezableBatchNormalization);
