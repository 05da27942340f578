/** Rows that belong together (one patient), for everything that must not take them as independent. */

/** Groups of the rows of a split, numbered from 0 by first appearance. */
export interface Grouping {
	/** Group per row. */
	of: Int32Array;
	/** Number of groups. */
	count: number;
}

/** Numbers the groups that occur from 0, without gaps, by first appearance. */
export function denseGroups(groups: Int32Array): Grouping {
	let most = -1;
	for (let i = 0; i < groups.length; i++) if (groups[i]! > most) most = groups[i]!;
	const numbers = new Int32Array(most + 1).fill(-1);
	const of = new Int32Array(groups.length);
	let count = 0;
	for (let i = 0; i < groups.length; i++) {
		if (numbers[groups[i]!]! < 0) numbers[groups[i]!] = count++;
		of[i] = numbers[groups[i]!]!;
	}
	return { of, count };
}

/** Sums of a row value per group; the values themselves where rows are independent. */
export function sumByGroup(values: Float64Array, groups: Grouping | null): Float64Array {
	if (groups === null) return values;
	const { of, count } = groups;
	const sums = new Float64Array(count);
	for (let i = 0; i < values.length; i++) sums[of[i]!]! += values[i]!;
	return sums;
}
