/** Features cut into at most 255 bins, so that a split is found from a histogram. */
import type { Matrix } from '../matrix.ts';

export const MAX_BINS = 255;

export interface Binned {
	rows: number;
	columns: number;
	/** Column by column: the bin of each row. */
	bins: Uint8Array;
	/** Of each column: a value up to edges[b] lies in bin b or a lower one. */
	edges: Float64Array[];
}

/** Between a and b such that a lies below or on it, whatever the rounding. */
function midpoint(a: number, b: number): number {
	const middle = a / 2 + b / 2;
	return middle >= b ? a : middle;
}

/**
 * Edges halfway between distinct values where these are few, else at quantiles (as scikit-learn's
 * histogram trees: linear interpolation between order statistics).
 */
function edgesOf(column: Float32Array): Float64Array {
	const sorted = column.slice().sort();
	const distinct: number[] = [];
	for (let i = 0; i < sorted.length; i++) {
		if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]!);
	}
	if (distinct.length <= MAX_BINS) {
		return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, k) =>
			midpoint(distinct[k]!, distinct[k + 1]!),
		);
	}
	const edges: number[] = [];
	for (let k = 1; k < MAX_BINS; k++) {
		// "midpoint" of the two order statistics around the quantile, as scikit-learn takes it.
		const at = (k / MAX_BINS) * (sorted.length - 1);
		const edge = sorted[Math.floor(at)]! / 2 + sorted[Math.ceil(at)]! / 2;
		if (edges.at(-1) !== edge) edges.push(edge);
	}
	return Float64Array.from(edges);
}

/** First edge that is not below the value. */
export function binOf(edges: Float64Array, value: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (value <= edges[middle]!) high = middle;
		else low = middle + 1;
	}
	return low;
}

export function binFeatures({ rows, columns, values }: Matrix): Binned {
	const bins = new Uint8Array(rows * columns);
	const edges: Float64Array[] = [];
	const column = new Float32Array(rows);
	for (let j = 0; j < columns; j++) {
		for (let i = 0; i < rows; i++) column[i] = values[i * columns + j]!;
		const cuts = edgesOf(column);
		edges.push(cuts);
		for (let i = 0; i < rows; i++) bins[j * rows + i] = binOf(cuts, column[i]!);
	}
	return { rows, columns, bins, edges };
}
