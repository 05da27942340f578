import { logLoss, SMALLEST_PROBABILITY, WORST_LOG_LOSS } from '../stats/losses.ts';
import { MISSING } from '../types.ts';
import { overFindings } from './average.ts';
import { defineMetric, type MetricInput, type RowValues } from './define.ts';
import { perScore } from './per-class.ts';
import { rowMean } from './row-mean.ts';
import { meanLoss } from './row-values.ts';

const lossOf = (probability: number) => 0 - Math.log(Math.max(probability, SMALLEST_PROBABILITY));

/** −ln of the share of a row's scores that its class got; scores that are all 0 share alike. */
function classLosses(input: MetricInput): RowValues {
	const { yTrue } = input.classes();
	const scores = input.labels.map((_, k) => input.yScore(k));
	const losses = new Float64Array(yTrue.length).fill(NaN);
	for (let i = 0; i < yTrue.length; i++) {
		if (yTrue[i] === MISSING) continue;
		let sum = 0;
		for (let k = 0; k < scores.length; k++) sum += scores[k]![i]!;
		losses[i] = lossOf(sum === 0 ? 1 / scores.length : scores[yTrue[i]!]![i]! / sum);
	}
	return losses;
}

const perLabel = meanLoss((score, label) => lossOf(label === 1 ? score : 1 - score)).of;

/**
 * Natural logarithm. No probability counts as less than 2^-52 (scikit-learn's clipping), which makes
 * 36.04 the worst value. The probabilities of several classes are divided by their sum first, as
 * files round them; scikit-learn did so up to 1.4, but after clipping. Of findings: the mean.
 */
export default defineMetric({
	id: 'log_loss',
	key: 'log_loss',
	name: 'Log loss',
	shortName: 'Log loss',
	description:
		'Mean of −ln of the probability given to the truth: 0 is perfect, and certainty about what is wrong costs most.',
	version: 1,
	task: ['binary', 'multiclass', 'multilabel'],
	higherIsBetter: false,
	range: [0, WORST_LOG_LOSS],
	rankBased: false,
	needs: 'scores',
	decimals: 4,
	charts: [],
	uncertainty: {
		kind: 'rowMean',
		of(input) {
			return input.task === 'multiclass' ? { value: classLosses(input) } : perLabel(input);
		},
	},
	compute(input) {
		if (input.task !== 'multiclass') {
			const figures = perScore(input, logLoss, 'No row has a known label.');
			return overFindings(input, figures, 'No row has a known label.');
		}
		const value = rowMean(input, classLosses(input));
		if (value === null) return { value, reason: 'No row has a known class.' };
		// The mean of equal losses may round to above them.
		return { value: Math.min(value, WORST_LOG_LOSS) };
	},
});
