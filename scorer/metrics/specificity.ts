import { specificityOf } from '../stats/rates.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perClass } from './per-class.ts';
import { SPECIFICITY, shares } from './row-values.ts';

export default defineMetric({
	id: 'specificity',
	key: 'specificity',
	name: 'Specificity',
	shortName: 'Specificity',
	description: 'Of the negative rows, the share that was predicted to be negative.',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(SPECIFICITY),
	compute(input) {
		return ofPositive(input, perClass(input, specificityOf, 'Every row is positive.'));
	},
});
