import { recallOf } from '../stats/rates.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perClass } from './per-class.ts';
import { RECALL, shares } from './row-values.ts';

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
	uncertainty: shares(RECALL),
	compute(input) {
		return ofPositive(input, perClass(input, recallOf, 'No row is positive.'));
	},
});
