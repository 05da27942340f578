/** Means over findings or classes that say what they left out. */
import type { MetricResult } from './define.ts';

/**
 * The mean of the defined values; undefined ones are left out and named. Undefined as a whole, with
 * the reason, where none is defined.
 */
export function meanOver(values: Record<string, number | null>, reason: string): MetricResult {
	const names = Object.keys(values);
	const defined = names.filter((name) => values[name] !== null);
	const averagedOver = {
		defined: defined.length,
		total: names.length,
		left_out: names.filter((name) => values[name] === null),
	};
	if (defined.length === 0) return { value: null, reason, labels: values, averagedOver };
	const sum = defined.reduce((total, name) => total + values[name]!, 0);
	return { value: sum / defined.length, labels: values, averagedOver };
}
