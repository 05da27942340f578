import { MISSING } from '../types.ts';
import { defineMetric, type MetricInput, type RowValues } from './define.ts';
import { rowMean } from './row-mean.ts';

/**
 * 1 where fewer than k classes come before the true one. Of equal scores the class listed first does,
 * so that k = 1 is the accuracy; scikit-learn puts the last first.
 */
function amongFirst(input: MetricInput): RowValues {
	const k = input.parameter('top_k');
	const { yTrue } = input.classes();
	const scores = input.labels.map((_, c) => input.yScore(c));
	const hits = new Float64Array(yTrue.length).fill(NaN);
	for (let i = 0; i < yTrue.length; i++) {
		const truth = yTrue[i]!;
		if (truth === MISSING) continue;
		const own = scores[truth]![i]!;
		let before = 0;
		for (let c = 0; c < scores.length; c++) {
			const score = scores[c]![i]!;
			if (score > own || (score === own && c < truth)) before++;
		}
		hits[i] = before < k ? 1 : 0;
	}
	return hits;
}

export default defineMetric({
	id: 'top_k_accuracy',
	name: 'Top-k accuracy',
	shortName: 'Top-k',
	description:
		'Share of rows whose true class is among the k with the highest scores (k is 2 unless the competition sets it).',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: [],
	parameters: {
		top_k: {
			default: 2,
			range: [1, 255],
			integer: true,
			description: 'How many of the highest-scored classes may hold the true one.',
		},
	},
	uncertainty: { kind: 'proportion', of: (input) => ({ value: amongFirst(input) }) },
	compute(input) {
		const value = rowMean(input, amongFirst(input));
		return value === null ? { value, reason: 'No row has a known class.' } : { value };
	},
});
