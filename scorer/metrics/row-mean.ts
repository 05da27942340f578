/** Means over rows, minding how often a row counts. */
import type { MetricInput, RowValues } from './define.ts';

/**
 * The mean of the values that are not NaN; null where all are. Summed with Neumaier's correction
 * (1974): the sum is as good as rounded once, and so does not depend on the order of the rows.
 */
export function rowMean(
	{ weights }: Pick<MetricInput, 'weights'>,
	values: RowValues,
): number | null {
	let sum = 0;
	let lost = 0;
	let n = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (Number.isNaN(value)) continue;
		const weight = weights === null ? 1 : weights[i]!;
		const term = weight * value;
		const next = sum + term;
		lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
		sum = next;
		n += weight;
	}
	return n === 0 ? null : (sum + lost) / n;
}
