/** Prevalence and what can be told, per finding and part. */
import { ASSUMED, detectableDifference } from '#scorer/advice/index';
import { countUnits } from '#scorer/advice/units';
import type { AdviceInput } from '#scorer/advice/types';
import { MISSING, USAGE } from '#scorer/types';
import type { Check, PartFigures } from './types.ts';

function partFigures(input: AdviceInput, k: number, part: 'public' | 'private'): PartFigures {
	let known = 0;
	let positives = 0;
	input.yTrue[k]!.forEach((value, row) => {
		if (input.usage[row] !== USAGE[part] || value === MISSING) return;
		known++;
		positives += value;
	});
	const detectable = detectableDifference({ ...countUnits(input, k, part), ...ASSUMED });
	return { known, positives, detectable };
}

export function figuresOf(input: AdviceInput): NonNullable<Check['figures']> {
	const rows = { public: 0, private: 0, ignored: 0 };
	for (const value of input.usage) {
		if (value === USAGE.public) rows.public++;
		else if (value === USAGE.private) rows.private++;
		else rows.ignored++;
	}
	const labels = input.labels.map((name, k) => ({
		name,
		public: partFigures(input, k, 'public'),
		private: partFigures(input, k, 'private'),
	}));
	return { assumed: ASSUMED, rows, labels };
}
