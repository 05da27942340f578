import { precisionOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';
import { PRECISION, shares } from './row-values.ts';

/** scikit-learn counts an undefined precision as 0 (`zero_division`); here it is left out and named. */
export default defineMetric({
	id: 'macro_precision',
	key: 'precision',
	name: 'Macro precision',
	shortName: 'Macro precision',
	description:
		'Precision of each class or finding (of the rows predicted to have it, the share that has), averaged; those never predicted are left out, so rank by macro F1 rather.',
	version: 2,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(PRECISION),
	compute(input) {
		return meanOver(
			perClass(input, precisionOf, 'It was never predicted, or no row has it.'),
			'No label was predicted where one was to be found.',
		);
	},
});
