import { mccOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

/** scikit-learn says 0 where all rows or all decisions are alike; here that is undefined. */
export default defineMetric({
	id: 'macro_mcc',
	key: 'mcc',
	name: 'Macro MCC',
	shortName: 'Macro MCC',
	description:
		'Matthews correlation of decisions and labels of each finding, averaged: 1 is perfect, 0 is chance; findings decided alike in every row are left out.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [-1, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(
			perClass(input, mccOf, 'It needs rows of both kinds and decisions of both kinds.'),
			'No finding has rows of both kinds and decisions of both kinds.',
		);
	},
});
