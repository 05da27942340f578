/** Means over rows and their standard errors, with rows of one patient taken together. */
import { sumByGroup, type Grouping } from './groups.ts';

/** How much each independent unit (row, or group) moves a value; the squares add up to its variance. */
export interface Influences {
	values: Float64Array;
	se: number;
	/** Degrees of freedom of that standard error. */
	df: number;
}

export function sumOfSquares(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
	return sum;
}

/**
 * Degrees of freedom of a variance that is a sum of squares: it varies as much as a χ² of 2/κ degrees
 * for each term, where κ is their kurtosis. Few rows of a class, or a few that lie far off, leave few
 * degrees, however many rows there are. At least 1.
 */
export function effectiveDf(influences: ArrayLike<number>): number {
	let fourth = 0;
	for (let i = 0; i < influences.length; i++) {
		const square = influences[i]! * influences[i]!;
		fourth += square * square;
	}
	return fourth === 0 ? 1 : Math.max(1, (2 * sumOfSquares(influences) ** 2) / fourth - 1);
}

/**
 * Influences on the mean of the values that are not NaN: (x − mean) / n per row, summed within
 * groups, times √(G / (G − 1)) for the G groups that hold any. This is the usual standard error for
 * independent rows, and the linearised cluster-robust one otherwise (Williams 2000).
 * @returns null with fewer than two groups
 */
export function meanInfluences(
	values: Float64Array,
	mean: number,
	groups: Grouping | null,
): Influences | null {
	let n = 0;
	const off = new Float64Array(values.length);
	const seen = groups === null ? null : new Uint8Array(groups.count);
	let units = 0;
	for (let i = 0; i < values.length; i++) {
		if (Number.isNaN(values[i]!)) continue;
		n++;
		off[i] = values[i]! - mean;
		if (seen !== null && seen[groups!.of[i]!] === 0) {
			seen[groups!.of[i]!] = 1;
			units++;
		}
	}
	if (groups === null) units = n;
	if (units < 2) return null;
	const scale = Math.sqrt(units / (units - 1)) / n;
	const sums = sumByGroup(off, groups);
	for (let i = 0; i < sums.length; i++) sums[i]! *= scale;
	return { values: sums, se: Math.sqrt(sumOfSquares(sums)), df: units - 1 };
}
