import { defineMetric, type MetricInput, type RowValues } from './define.ts';
import { rowErrors } from './row-errors.ts';
import { rowMean } from './row-mean.ts';

/** Per row the share of its known labels that were decided wrongly. */
function shareWrong(input: MetricInput): RowValues {
	const { wrong, known } = rowErrors(input);
	const values = new Float64Array(known.length);
	// 0 / 0 is NaN: the row does not count.
	for (let i = 0; i < known.length; i++) values[i] = wrong[i]! / known[i]!;
	return values;
}

/**
 * Missing labels are not counted: a row's share is of its known labels, and rows without any are left
 * out. Without missing labels it is 1 − the mean accuracy.
 */
export default defineMetric({
	id: 'hamming_loss',
	name: 'Hamming loss',
	shortName: 'Hamming loss',
	description:
		'Share of the decisions about a row that are wrong, averaged over the rows. Low wherever findings are rare.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: false,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: { kind: 'rowMean', of: (input) => ({ value: shareWrong(input) }) },
	compute(input) {
		const value = rowMean(input, shareWrong(input));
		return value === null ? { value, reason: 'No row has a known label.' } : { value };
	},
});
