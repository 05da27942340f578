import { averagePrecision } from '../stats/pr.ts';
import { defineMetric } from './define.ts';
import { pooledCounts } from './pooled.ts';

/** Known cells only. Not rank-based: scores of different findings must be on one scale. */
export default defineMetric({
	id: 'micro_average_precision',
	name: 'Micro average precision',
	shortName: 'AP (micro)',
	description: 'Area under the precision-recall curve over all cells of all findings together.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: [],
	compute(input) {
		const value = averagePrecision(pooledCounts(input));
		return value === null ? { value, reason: 'No finding has a positive row.' } : { value };
	},
});
