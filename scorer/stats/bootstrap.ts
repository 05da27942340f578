/** Intervals from the values that a statistic takes in resamples of the units. */
import type { Interval } from '../types.ts';

/** Drawn anew for every number of units, and never from the submission: all submissions share them. */
export const BOOTSTRAP_SEED = 1979;

/** Resamples in which a value may be undefined before no interval is given. */
export const MOST_UNDEFINED = 0.05;

/** The p quantile of ascending values, between the two nearest (Hyndman & Fan 1996, type 7). */
export function quantile(sorted: Float64Array, p: number): number {
	const at = Math.min(Math.max(p, 0), 1) * (sorted.length - 1);
	const below = Math.floor(at);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** Mean and standard deviation of the values that are not NaN. */
export function meanAndSd(values: Float64Array): { n: number; mean: number; sd: number } {
	let n = 0;
	let mean = 0;
	let squares = 0;
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		n++;
		const off = value - mean;
		mean += off / n;
		squares += off * (value - mean);
	}
	return { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}

/**
 * The percentile interval (Efron & Tibshirani 1993, ch. 13).
 * @param replicates NaN where the value was undefined
 * @returns null where it was undefined in too many resamples
 */
export function percentileInterval(replicates: Float64Array): Interval | null {
	const defined = replicates.filter((value) => !Number.isNaN(value)).sort();
	if (defined.length < replicates.length * (1 - MOST_UNDEFINED)) return null;
	return [quantile(defined, 0.025), quantile(defined, 0.975)];
}
