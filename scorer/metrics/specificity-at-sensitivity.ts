import { specificityAt } from '../stats/operating-point.ts';
import { defineMetric } from './define.ts';

/** Of the thresholds at the scores the best one; no interpolation. */
export default defineMetric({
	id: 'specificity_at_sensitivity',
	name: 'Specificity at fixed sensitivity',
	shortName: 'Spec. at sens.',
	description:
		'The highest share of negative rows that a threshold spares while it keeps the sensitivity that the competition asks for (0.9 unless set).',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc'],
	parameters: {
		at_sensitivity: {
			default: 0.9,
			range: [0, 1],
			description: 'Sensitivity at which specificity is measured.',
		},
	},
	compute(input) {
		const value = specificityAt(input.scoreCounts(0), input.parameter('at_sensitivity'));
		return value === null ? { value, reason: 'All rows are of one class.' } : { value };
	},
});
