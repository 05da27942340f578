/** Intervals for proportions. */
import type { Interval } from '../types.ts';
import { betaQuantile } from './beta.ts';
import { Z95 } from './normal.ts';

/**
 * Wilson's score interval (Wilson 1927; Newcombe 1998, method 3).
 * @param p observed proportion
 * @param n denominator; need not be whole (an effective sample size)
 */
export function wilson(p: number, n: number, z = Z95): Interval {
	const z2 = z * z;
	const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
	const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
	// Exact at the ends, where rounding would leave 1e-17.
	return [p === 0 ? 0 : Math.max(0, centre - half), p === 1 ? 1 : Math.min(1, centre + half)];
}

/** The exact interval of `x` of `n` (Clopper & Pearson 1934): never covers less than 95 %. */
export function clopperPearson(x: number, n: number, alpha = 0.05): Interval {
	return [
		x === 0 ? 0 : betaQuantile(alpha / 2, x, n - x + 1),
		x === n ? 1 : betaQuantile(1 - alpha / 2, x + 1, n - x),
	];
}
