/** What the network is worth on the validation split, after an epoch. */
import { allLogits, type Forward } from './forward.ts';
import type { Batches } from './batches.ts';
import type { Task } from '../data/types.ts';
import type { OutputKind } from './network/head.ts';
import { scoresOf, validationFigures, type ValidationFigures } from './scores.ts';
import { targetArrays, type LabelTable } from './targets.ts';

export interface Held {
	batches: Batches;
	/** Its weights are 1: a loss that can be compared between recipes. */
	table: LabelTable;
}

/** Mean loss over all labels that are known, as `losses.ts` defines it. */
export function meanLoss(
	logits: ArrayLike<number>,
	{ y, w }: ReturnType<typeof targetArrays>,
	outputs: number,
	output: OutputKind,
): number {
	let [sum, count] = [0, 0];
	for (let i = 0; i < logits.length; i += outputs) {
		let logSum = 0;
		if (output === 'softmax') {
			let highest = -Infinity;
			for (let k = 0; k < outputs; k++) highest = Math.max(highest, logits[i + k]!);
			for (let k = 0; k < outputs; k++) logSum += Math.exp(logits[i + k]! - highest);
			logSum = highest + Math.log(logSum);
		}
		for (let k = 0; k < outputs; k++) {
			if (w[i + k] === 0) continue;
			const z = logits[i + k]!;
			if (output === 'softmax') {
				if (y[i + k] === 1) [sum, count] = [sum + logSum - z, count + 1];
			} else {
				sum += Math.max(z, 0) - z * y[i + k]! + Math.log1p(Math.exp(-Math.abs(z)));
				count++;
			}
		}
	}
	return count ? sum / count : 0;
}

export async function validate(
	forward: Forward,
	{ batches, table }: Held,
	{ task, output, batch }: { task: Task; output: OutputKind; batch: number },
): Promise<{ figures: ValidationFigures; loss: number }> {
	const { outputs, yTrue } = table;
	const logits = await allLogits(forward, batches, batch, outputs);
	const rows = Int32Array.from({ length: batches.rows }, (_, k) => k);
	const scores = scoresOf(logits, outputs, yTrue.length, output);
	return {
		figures: validationFigures(yTrue, scores, task === 'multiclass'),
		loss: meanLoss(logits, targetArrays(table, rows), outputs, output),
	};
}
