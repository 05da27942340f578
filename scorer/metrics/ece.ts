import { calibrationError, reliability } from '../stats/reliability.ts';
import type { ScoreCounts } from '../stats/score-counts.ts';
import { overFindings } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';

/**
 * Guo 2017, on the probability of the positive class. It depends on the number of bins and grows with
 * fewer rows. Of findings: the mean.
 */
export default defineMetric({
	id: 'ece',
	key: 'ece',
	name: 'Expected calibration error',
	shortName: 'ECE',
	description:
		'Mean distance between the probabilities that were given and how often they came true, over bins of probability; 0 is perfect.',
	version: 1,
	task: ['binary', 'multilabel'],
	higherIsBetter: false,
	range: [0, 1],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: ['reliability'],
	parameters: {
		ece_bins: {
			default: 15,
			range: [2, 100],
			integer: true,
			description: 'Bins of the expected calibration error and of reliability diagrams.',
		},
	},
	compute(input) {
		const bins = input.parameter('ece_bins');
		const error = (counts: ScoreCounts) => calibrationError(reliability(counts, bins));
		const figures = perScore(input, error, 'No row has a known label.');
		return overFindings(input, figures, 'No row has a known label.');
	},
});
