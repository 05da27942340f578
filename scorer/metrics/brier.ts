import { brier } from '../stats/losses.ts';
import { overFindings } from './average.ts';
import { defineMetric } from './define.ts';
import { perScore } from './per-class.ts';
import { meanLoss } from './row-values.ts';

/** Brier 1950, for two classes on the positive one. Of findings: the mean. */
export default defineMetric({
	id: 'brier',
	key: 'brier',
	name: 'Brier score',
	shortName: 'Brier',
	description:
		'Mean squared distance between the probability and what was true (1 or 0); 0 is perfect.',
	version: 1,
	task: ['binary', 'multilabel'],
	higherIsBetter: false,
	range: [0, 1],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: [],
	uncertainty: meanLoss((score, label) => (score - label) * (score - label)),
	compute(input) {
		const figures = perScore(input, brier, 'No row has a known label.');
		return overFindings(input, figures, 'No row has a known label.');
	},
});
