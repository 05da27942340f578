/** Which figures of a split get an interval, and how. */
import { under } from '../own.ts';
import type { MetricInput } from '../metrics/define.ts';
import type { Figure, Interval, SplitReport, TaskSpec } from '../types.ts';
import { bootstrap, type Measured } from './bootstrap.ts';
import { closedForm, type Estimates } from './intervals.ts';

/**
 * none: scores alone. main: the ranking metric and the board's columns, by bootstrap where they have
 * no closed form; of the others those with a closed form, where the test set is small. all: every
 * figure.
 */
export type IntervalChoice = 'none' | 'main' | 'all';

/** Rows × labels up to which a closed form costs about a millisecond. */
const SMALL = 50_000;

/** Estimates by metric id; where a metric is absent, it was not asked for. */
export function estimatesOf(
	input: MetricInput,
	measured: readonly Measured[],
	spec: TaskSpec,
	choice: IntervalChoice,
): Map<string, Estimates> {
	const found = new Map<string, Estimates>();
	if (choice === 'none') return found;
	const shown = new Set([spec.metric, ...(spec.columns ?? [])]);
	const small = (input.yTrue[0]?.length ?? 0) * input.labels.length <= SMALL;
	const open: Measured[] = [];
	for (const [metric, result] of measured) {
		const wanted = choice === 'all' || shown.has(metric.id);
		const closed = wanted || small ? closedForm(metric, input, result) : null;
		if (closed) found.set(metric.id, closed);
		const missing = closed ? closed.value === null && result.value !== null : hasValues(result);
		if (wanted && missing) open.push([metric, result]);
	}
	if (open.length === 0) return found;
	for (const [id, estimates] of bootstrap(input, open)) {
		const labels = { ...estimates.labels, ...found.get(id)?.labels };
		found.set(id, { value: estimates.value, labels });
	}
	return found;
}

const hasValues = ({ value, labels }: Measured[1]): boolean =>
	value !== null || Object.values(labels ?? {}).some((figure) => figure !== null);

/** Adds what is known of its uncertainty to a figure. */
export function withInterval(figure: Figure, estimates: Estimates | undefined): Figure {
	if (figure.value === null || !estimates) return figure;
	// Labels may have a closed form where their mean has none; that one was not asked for.
	if (estimates.value === null) return figure;
	const { interval, method } = estimates.value;
	return interval ? { ...figure, interval, method } : { ...figure, interval: null };
}

/** Intervals of the figures per label, by label and figure key. */
export function labelIntervals(
	measured: readonly Measured[],
	estimates: Map<string, Estimates>,
): NonNullable<SplitReport['label_intervals']> {
	const intervals: Record<string, Record<string, Interval>> = {};
	for (const [{ id, key }] of measured) {
		if (!key) continue;
		for (const [label, estimate] of Object.entries(estimates.get(id)?.labels ?? {})) {
			if (estimate?.interval) under(intervals, label)[key] = estimate.interval;
		}
	}
	return intervals;
}
