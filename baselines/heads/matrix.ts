/** Feature matrices: one row an image, one column a feature. */

/** Row by row, `rows` × `columns`. */
export interface Matrix {
	rows: number;
	columns: number;
	values: Float32Array;
}

/** Throws where the values do not fill rows × columns: a matrix of another shape is a bug. */
export function matrix(rows: number, columns: number, values: Float32Array): Matrix {
	if (values.length !== rows * columns) {
		throw new RangeError(`${values.length} values do not fill ${rows} × ${columns}.`);
	}
	return { rows, columns, values };
}

export function takeRows({ columns, values }: Matrix, rows: ArrayLike<number>): Matrix {
	const taken = new Float32Array(rows.length * columns);
	for (let i = 0; i < rows.length; i++) {
		const from = rows[i]! * columns;
		taken.set(values.subarray(from, from + columns), i * columns);
	}
	return { rows: rows.length, columns, values: taken };
}

/** Columns given as arrays, side by side. */
export function fromColumns(columns: readonly ArrayLike<number>[]): Matrix {
	const rows = columns[0]?.length ?? 0;
	const values = new Float32Array(rows * columns.length);
	columns.forEach((column, j) => {
		for (let i = 0; i < rows; i++) values[i * columns.length + j] = column[i]!;
	});
	return { rows, columns: columns.length, values };
}

export function takeEntries(column: Uint8Array, rows: ArrayLike<number>): Uint8Array {
	return Uint8Array.from({ length: rows.length }, (_, i) => column[rows[i]!]!);
}

/** First row and column that is no finite number; null where all are. */
export function firstNotFinite({
	columns,
	values,
}: Matrix): { row: number; column: number } | null {
	for (let i = 0; i < values.length; i++) {
		if (!Number.isFinite(values[i])) return { row: Math.floor(i / columns), column: i % columns };
	}
	return null;
}
