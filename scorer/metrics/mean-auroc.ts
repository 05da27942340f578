import { auroc } from '../stats/roc.ts';
import { meanAurocUncertainty } from './auroc-influence.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';

/**
 * Unweighted mean over the findings with both classes, as in Wang et al. 2017 and CheXpert 2019.
 * Multi-class: each class against the rest (macro OvR of scikit-learn).
 */
export default defineMetric({
	id: 'mean_auroc',
	key: 'auroc',
	name: 'Mean AUROC',
	shortName: 'AUROC',
	description:
		'Area under the ROC curve of each finding, or of each class against the rest, averaged. 0.5 is chance, 1 is perfect.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc', 'distribution'],
	uncertainty: meanAurocUncertainty,
	compute(input) {
		const figures = perScore(input, auroc, 'It needs rows with and without this label.');
		return meanOver(figures, 'No finding has both positive and negative rows.');
	},
});
