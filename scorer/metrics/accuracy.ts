import { accuracyOf } from '../stats/decisions.ts';
import { defineMetric } from './define.ts';
import { classHits } from './row-values.ts';

export default defineMetric({
	id: 'accuracy',
	name: 'Accuracy',
	shortName: 'Accuracy',
	description: 'Share of rows whose class was predicted correctly.',
	version: 1,
	task: ['binary', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: { kind: 'proportion', of: (input) => ({ value: classHits(input) }) },
	compute(input) {
		const value = accuracyOf(input.decisions().counts);
		return value === null ? { value, reason: 'No row has a known class.' } : { value };
	},
});
