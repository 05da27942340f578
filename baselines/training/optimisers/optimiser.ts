import * as tf from '@tensorflow/tfjs-core';

/** Tensors by name; names are the network's own, the same in every run. */
export type Named<T extends tf.Tensor = tf.Tensor> = Record<string, T>;

export interface Optimiser {
	/** Moves every variable that has a gradient. */
	apply(variables: Named<tf.Variable>, gradients: Named, rate: number): void;
	/** Moments by name, for a checkpoint; the tensors stay the optimiser's. */
	state(): Named;
	/** Steps done. */
	steps: number;
	/** Takes over copies. */
	restore(state: Named, steps: number): void;
	dispose(): void;
}

/** What one update does to one variable; it may read and write its own moments. */
export type Update = (
	variable: tf.Variable,
	gradient: tf.Tensor,
	moment: (name: string) => tf.Variable,
	rate: number,
	step: number,
) => tf.Tensor;

/**
 * An optimiser of an update rule. TensorFlow.js has its own, but without Nadam, weight decay or a rate
 * that changes, and their state cannot be told apart by variable.
 * @param weightDecay decoupled: rate · decay · w is subtracted beside the step (Loshchilov & Hutter
 * 2019); biases and batch normalisation, which are vectors, do not decay
 */
export function createOptimiser(update: Update, weightDecay = 0): Optimiser {
	const moments = new Map<string, tf.Variable>();
	return {
		steps: 0,
		apply(variables, gradients, rate) {
			this.steps++;
			const step = this.steps;
			for (const [name, gradient] of Object.entries(gradients)) {
				const variable = variables[name]!;
				const moment = (kind: string) => {
					const key = `${kind}:${name}`;
					let known = moments.get(key);
					if (!known) {
						known = tf.tidy(() => tf.variable(tf.zeros(variable.shape), false));
						moments.set(key, known);
					}
					return known;
				};
				tf.tidy(() => {
					let next = update(variable, gradient, moment, rate, step);
					if (weightDecay > 0 && variable.rank > 1) {
						next = tf.sub(next, tf.mul(variable, rate * weightDecay));
					}
					variable.assign(next);
				});
			}
		},
		state: () => Object.fromEntries(moments),
		restore(state, steps) {
			this.dispose();
			this.steps = steps;
			for (const [key, value] of Object.entries(state)) {
				moments.set(
					key,
					tf.tidy(() => tf.variable(tf.clone(value), false)),
				);
			}
		},
		dispose() {
			for (const moment of moments.values()) moment.dispose();
			moments.clear();
		},
	};
}
