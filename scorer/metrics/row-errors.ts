/** Wrong decisions per row of a multi-label task. */
import { MISSING } from '../types.ts';
import type { MetricInput } from './define.ts';

export interface RowErrors {
	/** Labels decided wrongly, of those that are known. */
	wrong: Uint16Array;
	/** Known labels. */
	known: Uint16Array;
}

/** Several metrics look at them. They do not depend on how often a row counts. */
const cache = new WeakMap<MetricInput, RowErrors>();

function count(input: MetricInput): RowErrors {
	const rows = input.yTrue[0]!.length;
	const wrong = new Uint16Array(rows);
	const known = new Uint16Array(rows).fill(input.labels.length);
	input.labels.forEach((_, k) => {
		const yTrue = input.yTrue[k]!;
		const scores = input.yScore(k);
		const threshold = input.threshold(k);
		for (let i = 0; i < rows; i++) {
			const label = yTrue[i]!;
			if (label === MISSING) known[i]!--;
			else if (scores[i]! >= threshold !== (label === 1)) wrong[i]!++;
		}
	});
	return { wrong, known };
}

export function rowErrors(input: MetricInput): RowErrors {
	let errors = cache.get(input);
	if (!errors) cache.set(input, (errors = count(input)));
	return errors;
}
