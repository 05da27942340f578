/** Labels of a batch as the loss wants them. */
import * as tf from '@tensorflow/tfjs-core';
import { MISSING } from '#scorer/types';
import type { LabelWeights } from './balance.ts';
import type { Targets } from './losses.ts';

export interface LabelTable {
	/** One array per label: 0, 1 or MISSING (multiclass is one-hot). */
	yTrue: readonly Uint8Array[];
	weights: readonly LabelWeights[];
	/** Logits; twice as many as labels where a binary task has a softmax. */
	outputs: number;
}

/** Target of an output: the first of two outputs of a single label is "not". */
function targetOf({ yTrue, outputs }: LabelTable, row: number, output: number) {
	const paired = outputs === 2 && yTrue.length === 1;
	const label = paired ? 0 : output;
	const y = yTrue[label]![row]!;
	return { label, y, wanted: paired && output === 0 ? 1 - y : y };
}

/** Row by row, rows × outputs. */
export function targetArrays(table: LabelTable, rows: ArrayLike<number>) {
	const { outputs, weights } = table;
	const y = new Float32Array(rows.length * outputs);
	const w = new Float32Array(rows.length * outputs);
	for (let i = 0; i < rows.length; i++) {
		for (let k = 0; k < outputs; k++) {
			const target = targetOf(table, rows[i]!, k);
			if (target.y === MISSING) continue;
			y[i * outputs + k] = target.wanted;
			w[i * outputs + k] = weights[target.label]![target.y as 0 | 1];
		}
	}
	return { y, w };
}

/** The same as tensors, which the caller disposes. */
export function targetTensors(table: LabelTable, rows: ArrayLike<number>): Targets {
	const { y, w } = targetArrays(table, rows);
	const shape: [number, number] = [rows.length, table.outputs];
	return { y: tf.tensor2d(y, shape), weights: tf.tensor2d(w, shape) };
}
