import { auroc } from '../stats/roc.ts';
import { meanAurocUncertainty } from './auroc-influence.ts';
import { defineMetric } from './define.ts';
import { ofPositive, perScore } from './per-class.ts';

export default defineMetric({
	id: 'auroc',
	key: 'auroc',
	name: 'AUROC',
	shortName: 'AUROC',
	description:
		'Area under the ROC curve: how often a positive case has the higher score. 0.5 is chance, 1 is perfect.',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc', 'distribution'],
	uncertainty: meanAurocUncertainty,
	compute(input) {
		return ofPositive(input, perScore(input, auroc, 'All rows are of one class.'));
	},
});
