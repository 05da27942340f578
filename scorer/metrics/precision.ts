import { precisionOf } from '../stats/decisions.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'precision',
	key: 'precision',
	name: 'Precision',
	shortName: 'Precision',
	description: 'Of the rows predicted to be positive, the share that is.',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const labels = perClass(input, precisionOf);
		const value = labels[input.labels[0]!]!;
		if (value !== null) return { value, labels };
		return { value, reason: 'Nothing was predicted to be positive.', labels };
	},
});
