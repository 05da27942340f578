import { auroc } from '../stats/roc.ts';
import { microAurocUncertainty } from './auroc-influence.ts';
import { defineMetric } from './define.ts';
import { pooledCounts } from './pooled.ts';

/**
 * Known cells only. Not rank-based: it compares the scores of one finding with those of another, so they
 * must be on one scale.
 */
export default defineMetric({
	id: 'micro_auroc',
	name: 'Micro AUROC',
	shortName: 'AUROC (micro)',
	description:
		'AUROC over all cells of all findings together: how often a positive cell has a higher score than a negative one, whatever their findings.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: [],
	uncertainty: microAurocUncertainty,
	compute(input) {
		const value = auroc(pooledCounts(input));
		if (value !== null) return { value };
		return { value, reason: 'All known labels are the same.' };
	},
});
