import { averagePrecision } from '../stats/pr.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perScore } from './per-class.ts';

export default defineMetric({
	id: 'average_precision',
	key: 'average_precision',
	name: 'Average precision (AUPRC)',
	shortName: 'AUPRC',
	description:
		'Area under the precision-recall curve; chance is the share of positive rows, 1 is perfect.',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['pr'],
	compute(input) {
		return ofPositive(input, perScore(input, averagePrecision, 'No row is positive.'));
	},
});
