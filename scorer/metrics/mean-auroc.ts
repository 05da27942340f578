import { auroc } from '../stats/roc.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';

/** Unweighted mean over the findings with both classes, as in Wang et al. 2017 and CheXpert 2019. */
export default defineMetric({
	id: 'mean_auroc',
	key: 'auroc',
	name: 'Mean AUROC',
	shortName: 'AUROC',
	description:
		'Area under the ROC curve of each finding, averaged over the findings. 0.5 is chance, 1 is perfect.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc'],
	compute({ labels, scoreCounts }) {
		const values = labels.map((label, k) => [label, auroc(scoreCounts(k))]);
		return meanOver(Object.fromEntries(values), 'No finding has both positive and negative rows.');
	},
});
