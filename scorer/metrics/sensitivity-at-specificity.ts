import { sensitivityAt } from '../stats/operating-point.ts';
import { defineMetric } from './define.ts';

/** Of the thresholds at the scores the best one; no interpolation. */
export default defineMetric({
	id: 'sensitivity_at_specificity',
	name: 'Sensitivity at fixed specificity',
	shortName: 'Sens. at spec.',
	description:
		'The highest share of positive rows that a threshold finds while it keeps the specificity that the competition asks for (0.9 unless set).',
	version: 1,
	task: ['binary'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: true,
	needs: 'scores',
	decimals: 4,
	charts: ['roc'],
	parameters: {
		at_specificity: {
			default: 0.9,
			range: [0, 1],
			description: 'Specificity at which sensitivity is measured.',
		},
	},
	compute(input) {
		const value = sensitivityAt(input.scoreCounts(0), input.parameter('at_specificity'));
		return value === null ? { value, reason: 'All rows are of one class.' } : { value };
	},
});
