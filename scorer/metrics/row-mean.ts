/** Means over rows, minding how often a row counts. */
import type { MetricInput, RowValues } from './define.ts';

/** The mean of the values that are not NaN; null where all are. */
export function rowMean(
	{ weights }: Pick<MetricInput, 'weights'>,
	values: RowValues,
): number | null {
	let sum = 0;
	let n = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (Number.isNaN(value)) continue;
		const weight = weights === null ? 1 : weights[i]!;
		sum += weight * value;
		n += weight;
	}
	return n === 0 ? null : sum / n;
}
