import { defineMetric, type MetricInput, type RowValues } from './define.ts';
import { rowErrors } from './row-errors.ts';
import { rowMean } from './row-mean.ts';

/** 1 where no known label was decided wrongly. */
function exact(input: MetricInput): RowValues {
	const { wrong, known } = rowErrors(input);
	const values = new Float64Array(known.length);
	for (let i = 0; i < known.length; i++) values[i] = known[i] === 0 ? NaN : wrong[i] === 0 ? 1 : 0;
	return values;
}

/**
 * Missing labels are not looked at; rows without any known label are left out. scikit-learn calls it
 * the accuracy of a multi-label task.
 */
export default defineMetric({
	id: 'exact_match',
	name: 'Exact match',
	shortName: 'Exact match',
	description: 'Share of rows in which every finding was decided correctly (subset accuracy).',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: { kind: 'proportion', of: (input) => ({ value: exact(input) }) },
	compute(input) {
		const value = rowMean(input, exact(input));
		return value === null ? { value, reason: 'No row has a known label.' } : { value };
	},
});
