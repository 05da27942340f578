import { averagePrecision } from '../stats/pr.ts';
import { scoredPositives, weightedMeanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';

export default defineMetric({
	id: 'weighted_average_precision',
	key: 'average_precision',
	name: 'Weighted average precision',
	shortName: 'AP (w.)',
	description:
		'Area under the precision-recall curve of each finding, averaged with the number of its positive rows as weight.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['pr'],
	compute(input) {
		const figures = perScore(input, averagePrecision, 'No row has this label.');
		const weights = scoredPositives(input);
		return weightedMeanOver(figures, weights, 'No finding has a positive row.');
	},
});
