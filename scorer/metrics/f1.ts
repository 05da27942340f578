import { f1Of } from '../stats/rates.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perClass } from './per-class.ts';

export default defineMetric({
	id: 'f1',
	key: 'f1',
	name: 'F1',
	shortName: 'F1',
	description: 'Harmonic mean of precision and recall of the positive class.',
	version: 2,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return ofPositive(input, perClass(input, f1Of, 'No row is positive.'));
	},
});
