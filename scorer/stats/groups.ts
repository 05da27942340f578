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
	const numbers = new Map<number, number>();
	const of = new Int32Array(groups.length);
	for (let i = 0; i < groups.length; i++) {
		let number = numbers.get(groups[i]!);
		if (number === undefined) numbers.set(groups[i]!, (number = numbers.size));
		of[i] = number;
	}
	return { of, count: numbers.size };
}

/** Sums of a row value per group; the values themselves where rows are independent. */
export function sumByGroup(values: Float64Array, groups: Grouping | null): Float64Array {
	if (groups === null) return values;
	const sums = new Float64Array(groups.count);
	for (let i = 0; i < values.length; i++) sums[groups.of[i]!]! += values[i]!;
	return sums;
}
