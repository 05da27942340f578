import { averagePrecision } from '../stats/pr.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';

export default defineMetric({
	id: 'mean_average_precision',
	key: 'average_precision',
	name: 'Mean average precision',
	shortName: 'mAP',
	description:
		'Area under the precision-recall curve of each finding, or of each class against the rest, averaged. Chance is the share of positive rows.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['pr'],
	compute(input) {
		const figures = perScore(input, averagePrecision, 'No row has this label.');
		return meanOver(figures, 'No finding has a positive row.');
	},
});
