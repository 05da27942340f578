import { auroc } from '../stats/roc.ts';
import { weightedAurocUncertainty } from './auroc-influence.ts';
import { scoredPositives, weightedMeanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';

/** `average='weighted'` of scikit-learn, which refuses findings of one class; here they are left out and named. */
export default defineMetric({
	id: 'weighted_auroc',
	key: 'auroc',
	name: 'Weighted AUROC',
	shortName: 'AUROC (w.)',
	description:
		'AUROC of each finding, or of each class against the rest, averaged with the number of its positive rows as weight.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc'],
	uncertainty: weightedAurocUncertainty,
	compute(input) {
		const figures = perScore(input, auroc, 'It needs rows with and without this label.');
		const weights = scoredPositives(input);
		return weightedMeanOver(figures, weights, 'No finding has both positive and negative rows.');
	},
});
