/** Alignment by id: a hash join, never by row order. */

export interface Alignment {
	/** Expected row of each row of the file; -1 for unknown and repeated ids. */
	target: Int32Array;
	/** Rows of the file whose id is not expected. */
	unknown: number[];
	/** Rows of the file whose id occurred before. */
	repeated: { row: number; first: number }[];
	/** Rows of the file without an id. */
	empty: number[];
	/** Expected rows that the file does not have. */
	missing: number[];
	/** The file has the expected ids in the expected order. */
	sameOrder: boolean;
}

/** Row number by id. */
export function indexIds(ids: readonly string[]): Map<string, number> {
	const rowOf = new Map<string, number>();
	for (let i = 0; i < ids.length; i++) rowOf.set(ids[i]!, i);
	return rowOf;
}

/**
 * Joins the ids of a file to the expected ones.
 * @param ids of the file, trimmed, in file order
 * @param rowOf expected row by id
 * @param elsewhere ids that the file names in rows that could not be read; they are not missing
 */
export function alignIds(
	ids: readonly string[],
	expected: readonly string[],
	rowOf: ReadonlyMap<string, number>,
	elsewhere: Iterable<string> = [],
): Alignment {
	const target = new Int32Array(ids.length).fill(-1);
	const firstRow = new Int32Array(expected.length).fill(-1);
	const found: Omit<Alignment, 'target' | 'missing' | 'sameOrder'> = {
		unknown: [],
		repeated: [],
		empty: [],
	};
	const unknownFirst = new Map<string, number>();
	let sameOrder = ids.length === expected.length;
	for (let row = 0; row < ids.length; row++) {
		const id = ids[row]!;
		// The usual case is the expected order; comparing is cheaper than hashing.
		const at = id === expected[row] ? row : rowOf.get(id);
		if (at !== row) sameOrder = false;
		if (id === '') found.empty.push(row);
		else if (at === undefined) {
			const first = unknownFirst.get(id);
			if (first === undefined) unknownFirst.set(id, row);
			if (first === undefined) found.unknown.push(row);
			else found.repeated.push({ row, first });
		} else if (firstRow[at]! >= 0) found.repeated.push({ row, first: firstRow[at]! });
		else {
			firstRow[at] = row;
			target[row] = at;
		}
	}
	for (const id of elsewhere) {
		const at = rowOf.get(id);
		if (at !== undefined && firstRow[at]! < 0) firstRow[at] = ids.length;
	}
	const missing: number[] = [];
	for (let at = 0; at < expected.length; at++) if (firstRow[at]! < 0) missing.push(at);
	return { target, ...found, missing, sameOrder };
}
