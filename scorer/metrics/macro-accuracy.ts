import { correctOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';
import { CORRECT, shares } from './row-values.ts';

/** 1 − Hamming loss where no label is missing. */
export default defineMetric({
	id: 'macro_accuracy',
	key: 'accuracy',
	name: 'Mean accuracy',
	shortName: 'Accuracy',
	description:
		'Share of rows decided correctly for each finding, averaged over the findings. High wherever findings are rare.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(CORRECT),
	compute(input) {
		return meanOver(
			perClass(input, correctOf, 'No row has a known label.'),
			'No row has a known label.',
		);
	},
});
