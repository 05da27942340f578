import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/**
 * Keras' preprocessing layer `Normalization` over the last axis: (x − mean) / √variance with statistics
 * that are stored and never trained; the third weight is the number of values they came from. Fresh,
 * it changes nothing.
 */
export class Normalization extends tfl.layers.Layer {
	static className = 'Normalization';
	private mean!: tfl.LayerVariable;
	private variance!: tfl.LayerVariable;

	override build(inputShape: tfl.Shape): void {
		const shape = [inputShape.at(-1)!];
		const stored = (
			name: string,
			at: number[],
			initial: ReturnType<typeof tfl.initializers.ones>,
		) => this.addWeight(name, at, 'float32', initial, undefined, false);
		this.mean = stored('mean', shape, tfl.initializers.zeros());
		this.variance = stored('variance', shape, tfl.initializers.ones());
		stored('count', [], tfl.initializers.zeros());
		this.built = true;
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => {
			const x = (Array.isArray(inputs) ? inputs[0] : inputs)!;
			const deviation = tf.maximum(tf.sqrt(this.variance.read()), 1e-7);
			return tf.div(tf.sub(x, this.mean.read()), deviation);
		});
	}
}
tf.serialization.registerClass(Normalization);
