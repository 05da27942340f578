import { recallOf } from '../stats/decisions.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'recall',
	key: 'recall',
	name: 'Recall',
	shortName: 'Recall',
	description: 'Of the positive rows, the share that was predicted to be positive (sensitivity).',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const labels = perClass(input, recallOf);
		const value = labels[input.labels[0]!]!;
		if (value !== null) return { value, labels };
		return { value, reason: 'No row is positive.', labels };
	},
});
