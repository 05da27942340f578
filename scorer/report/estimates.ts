/** Which figures of a split get an interval, and how. */
import type { MetricInput } from '../metrics/define.ts';
import type { Figure, Interval, SplitReport, TaskSpec } from '../types.ts';
import { bootstrap, replicatesFor, type Measured } from './bootstrap.ts';
import { closedForm, type Estimates } from './intervals.ts';

/**
 * none: scores alone. main: closed forms for all that have one, and a bootstrap for the ranking
 * metric and the board's columns. all: a bootstrap for the others too.
 */
export type IntervalChoice = 'none' | 'main' | 'all';

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
	const open: Measured[] = [];
	for (const [metric, result] of measured) {
		const closed = closedForm(metric, input, result);
		if (closed) found.set(metric.id, closed);
		const wanted = choice === 'all' || shown.has(metric.id);
		const missing = closed ? closed.value === null && result.value !== null : hasValues(result);
		if (wanted && missing) open.push([metric, result]);
	}
	if (open.length === 0) return found;
	const replicates = replicatesFor(
		input,
		open.map(([metric]) => metric),
	);
	bootstrap(input, open, replicates).forEach((estimates, i) => {
		const { id } = open[i]![0];
		const labels = { ...estimates.labels, ...found.get(id)?.labels };
		found.set(id, { value: estimates.value, labels });
	});
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
			if (estimate?.interval) (intervals[label] ??= {})[key] = estimate.interval;
		}
	}
	return intervals;
}
