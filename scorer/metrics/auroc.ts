import { auroc } from '../stats/roc.ts';
import { defineMetric } from './define.ts';

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
	charts: ['roc'],
	compute({ labels, scoreCounts }) {
		const value = auroc(scoreCounts(0));
		const perLabel = { [labels[0]!]: value };
		if (value !== null) return { value, labels: perLabel };
		return { value, reason: 'All rows are of one class.', labels: perLabel };
	},
});
