import { precisionOf } from '../stats/rates.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perClass } from './per-class.ts';
import { PRECISION, shares } from './row-values.ts';

export default defineMetric({
	id: 'precision',
	key: 'precision',
	name: 'Precision',
	shortName: 'Precision',
	description:
		'Of the rows predicted to be positive, the share that is (positive predictive value).',
	version: 2,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(PRECISION),
	compute(input) {
		return ofPositive(
			input,
			perClass(input, precisionOf, 'Nothing was predicted to be positive, or nothing is.'),
		);
	},
});
