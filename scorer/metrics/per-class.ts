/** Figures per class of a confusion matrix. */
import { classCounts, type ClassCounts } from '../stats/decisions.ts';
import type { MetricInput } from './define.ts';

export function perClass(
	input: MetricInput,
	figure: (counts: ClassCounts) => number | null,
): Record<string, number | null> {
	const { classes, counts } = input.decisions();
	return Object.fromEntries(classes.map((name, k) => [name, figure(classCounts(counts, k))]));
}
