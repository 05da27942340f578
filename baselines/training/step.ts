/** One step: gradients of the loss on a batch, and what the optimiser makes of them. */
import * as tf from '@tensorflow/tfjs-core';
import type { Forward } from './forward.ts';
import { sigmoidLoss, softmaxLoss, type Targets } from './losses.ts';
import type { OutputKind } from './network/head.ts';
import type { Named, Optimiser } from './optimisers/index.ts';

export interface StepInput {
	forward: Forward;
	/** Disposed by the caller. */
	batch: tf.Tensor;
	targets: Targets;
	output: OutputKind;
	/** Those that change. */
	variables: Named<tf.Variable>;
}

/** Loss and gradients by the network's own names; all are the caller's to dispose. */
export function gradientsOf({ forward, batch, targets, output, variables }: StepInput) {
	const loss = output === 'softmax' ? softmaxLoss : sigmoidLoss;
	const list = Object.entries(variables);
	const x = forward.before(batch);
	try {
		const { value, grads } = tf.variableGrads(
			() => loss(forward.logits(x, true), targets),
			list.map(([, variable]) => variable),
		);
		// TensorFlow.js names variables by how many were made before: no two runs agree on that.
		const named: Named = {};
		for (const [name, variable] of list) {
			const gradient = grads[variable.name];
			if (gradient) named[name] = gradient;
		}
		return { loss: value, gradients: named };
	} catch (error) {
		dropTape();
		throw error;
	} finally {
		x.dispose();
	}
}

/** What an interrupted gradient had put by is freed by nobody else, and is most of a step's memory. */
function dropTape(): void {
	const { state } = tf.engine();
	for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
	if (state.gradientDepth === 0) state.activeTape = null as never;
}

/** Changes the variables; returns the loss before, for the caller to dispose. */
export function takeStep(input: StepInput, optimiser: Optimiser, rate: number): tf.Scalar {
	const { loss, gradients } = gradientsOf(input);
	optimiser.apply(input.variables, gradients, rate);
	tf.dispose(gradients);
	return loss;
}
