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
	const errors = { wrong: new Uint16Array(rows), known: new Uint16Array(rows) };
	input.labels.forEach((_, k) => {
		const yTrue = input.yTrue[k]!;
		const scores = input.yScore(k);
		const threshold = input.threshold(k);
		for (let i = 0; i < rows; i++) {
			if (yTrue[i] === MISSING) continue;
			errors.known[i]!++;
			if ((scores[i]! >= threshold ? 1 : 0) !== yTrue[i]) errors.wrong[i]!++;
		}
	});
	return errors;
}

export function rowErrors(input: MetricInput): RowErrors {
	let errors = cache.get(input);
	if (!errors) cache.set(input, (errors = count(input)));
	return errors;
}
