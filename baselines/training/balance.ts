/** How rare labels are given weight: what each class of each label counts, and how often rows occur. */
import { MISSING } from '#scorer/types';
import type { Task } from '../data/types.ts';
import type { BalanceSpec } from '../recipes/types.ts';

/** What a negative and a positive label of one finding count in the loss. */
export type LabelWeights = [negative: number, positive: number];

function counts(y: Uint8Array): [number, number] {
	const of: [number, number] = [0, 0];
	for (const value of y) if (value !== MISSING) of[value as 0 | 1]++;
	return of;
}

/** (1 − β) / (1 − βⁿ), the inverse of the effective number of samples (Cui et al. 2019, eq. 2). */
const inverseEffective = (n: number, beta: number) => (1 - beta) / (1 - beta ** Math.max(1, n));

/** Two weights in the same proportion whose mean over the rows is 1. */
function scaled([a, b]: LabelWeights, [n0, n1]: [number, number]): LabelWeights {
	const mean = (a * n0 + b * n1) / Math.max(1, n0 + n1);
	return mean > 0 ? [a / mean, b / mean] : [1, 1];
}

/**
 * Weights of each label. Of classes (multiclass) only the positive ones are read, and they too have
 * mean 1 over the rows.
 */
export function labelWeights(
	balance: BalanceSpec,
	yTrue: readonly Uint8Array[],
	task: Task,
): LabelWeights[] {
	const of = yTrue.map(counts);
	const beta = 'beta' in balance ? balance.beta : null;
	if (balance.kind === 'none' || balance.kind === 'oversample') return of.map(() => [1, 1]);
	const inverse = (n: number) => (beta === null ? 1 / Math.max(1, n) : inverseEffective(n, beta));
	if (task !== 'multiclass') {
		return of.map(([n0, n1]) => (n0 && n1 ? scaled([inverse(n0), inverse(n1)], [n0, n1]) : [1, 1]));
	}
	const rows = of.reduce((sum, [, n1]) => sum + n1, 0);
	const total = of.reduce((sum, [, n1]) => sum + n1 * inverse(n1), 0);
	return of.map(([, n1]) => [1, (inverse(n1) * rows) / total]);
}

/**
 * How often each row occurs in an epoch. Rows of a label that is k times rarer than the most frequent
 * one occur k times, at most `most` times; a row of several labels as often as its rarest asks.
 */
export function repetitions(balance: BalanceSpec, yTrue: readonly Uint8Array[]): Uint16Array {
	const rows = yTrue[0]?.length ?? 0;
	const times = new Uint16Array(rows).fill(1);
	if (!('most' in balance)) return times;
	const positives = yTrue.map((y) => counts(y)[1]);
	// A single label is compared with its negatives.
	const most = yTrue.length === 1 ? counts(yTrue[0]!)[0] : Math.max(...positives);
	yTrue.forEach((y, k) => {
		const wanted = Math.min(
			balance.most,
			Math.max(1, Math.round(most / Math.max(1, positives[k]!))),
		);
		for (let row = 0; row < rows; row++) {
			if (y[row] === 1) times[row] = Math.max(times[row]!, wanted);
		}
	});
	return times;
}
