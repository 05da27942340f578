/** Columns brought to mean 0 and standard deviation 1, as measured on the training rows. */
import { matrix, type Matrix } from './matrix.ts';

export interface Scaling {
	mean: Float64Array;
	/** 1 / standard deviation (of the population); 1 for a constant column, as in scikit-learn. */
	inverse: Float64Array;
}

export interface Scaler extends Scaling {
	apply(x: Matrix): Matrix;
}

/** (x − mean) · inverse of each column. */
export function scaleColumns(
	{ mean, inverse }: Scaling,
	{ rows, columns, values }: Matrix,
): Matrix {
	const scaled = new Float32Array(values.length);
	for (let i = 0, at = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++, at++) scaled[at] = (values[at]! - mean[j]!) * inverse[j]!;
	}
	return matrix(rows, columns, scaled);
}

export function fitScaler({ rows, columns, values }: Matrix): Scaler {
	const mean = new Float64Array(columns);
	const square = new Float64Array(columns);
	for (let i = 0, at = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++, at++) mean[j]! += values[at]!;
	}
	for (let j = 0; j < columns; j++) mean[j]! /= Math.max(1, rows);
	// A second pass: the difference of large sums would lose digits.
	for (let i = 0, at = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++, at++) square[j]! += (values[at]! - mean[j]!) ** 2;
	}
	const inverse = square.map((sum) => {
		const deviation = Math.sqrt(sum / Math.max(1, rows));
		return deviation > 1e-12 ? 1 / deviation : 1;
	});
	return { mean, inverse, apply: (x) => scaleColumns({ mean, inverse }, x) };
}
