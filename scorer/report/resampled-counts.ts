/**
 * Counts of a resample without going through the rows: what does not depend on the draw is prepared
 * once. Units are patients, or rows where rows are independent.
 */
import type { ScoreCounts } from '../stats/score-counts.ts';
import { MISSING } from '../types.ts';

/** Units per cell, one entry per row of the cell: a unit with three such rows is there three times. */
export type CellUnits = readonly Uint32Array[];

/** Sorts rows into cells by the unit that they belong to. */
export function cellUnits(
	rows: number,
	cells: number,
	cellOf: (row: number) => number,
	unitOf: Int32Array | null,
): CellUnits {
	const of = new Int32Array(rows);
	const sizes = new Uint32Array(cells);
	for (let row = 0; row < rows; row++) {
		const cell = cellOf(row);
		of[row] = cell;
		if (cell >= 0) sizes[cell]!++;
	}
	const units = Array.from(sizes, (size) => new Uint32Array(size));
	sizes.fill(0);
	for (let row = 0; row < rows; row++) {
		const cell = of[row]!;
		if (cell >= 0) units[cell]![sizes[cell]!++] = unitOf === null ? row : unitOf[row]!;
	}
	return units;
}

/** Rows of a cell in a resample. */
export function drawn(units: Uint32Array, draws: Uint32Array): number {
	let sum = 0;
	for (let i = 0; i < units.length; i++) sum += draws[units[i]!]!;
	return sum;
}

/** Rows by ascending score: the unit, twice, plus the label; and where a new score begins. */
export interface SortedUnits {
	code: Uint32Array;
	/** Index just after the last row of each distinct score. */
	ends: Uint32Array;
	scores: Float64Array;
	/** Room for the counts of a resample. */
	drawn: ScoreCounts;
}

/** @param counts of the whole split; they say where one score ends and the next begins */
export function sortUnits(
	order: Uint32Array,
	counts: ScoreCounts,
	yTrue: Uint8Array,
	unitOf: Int32Array | null,
): SortedUnits {
	const code = new Uint32Array(order.length);
	let known = 0;
	for (let i = 0; i < order.length; i++) {
		const row = order[i]!;
		const label = yTrue[row]!;
		if (label !== MISSING) code[known++] = 2 * (unitOf === null ? row : unitOf[row]!) + label;
	}
	const distinct = counts.scores.length;
	const ends = new Uint32Array(distinct);
	let end = 0;
	for (let bin = 0; bin < distinct; bin++) {
		ends[bin] = end += counts.positives[bin]! + counts.negatives[bin]!;
	}
	const room = {
		scores: new Float64Array(distinct),
		positives: new Uint32Array(distinct),
		negatives: new Uint32Array(distinct),
	};
	return { code: code.subarray(0, known), ends, scores: counts.scores, drawn: room };
}

/**
 * Labels per distinct score of a resample; scores that were not drawn are not in it. The arrays are
 * the same ones each time: they hold until the next resample.
 */
export function drawnCounts(sorted: SortedUnits, draws: Uint32Array): ScoreCounts {
	const { code, ends, drawn } = sorted;
	const { scores, positives, negatives } = drawn;
	let size = 0;
	let at = 0;
	for (let bin = 0; bin < ends.length; bin++) {
		let p = 0;
		let q = 0;
		for (const end = ends[bin]!; at < end; at++) {
			const unit = code[at]!;
			const times = draws[unit >>> 1]!;
			if ((unit & 1) === 1) p += times;
			else q += times;
		}
		if (p + q === 0) continue;
		scores[size] = sorted.scores[bin]!;
		positives[size] = p;
		negatives[size++] = q;
	}
	return {
		scores: scores.subarray(0, size),
		positives: positives.subarray(0, size),
		negatives: negatives.subarray(0, size),
	};
}
