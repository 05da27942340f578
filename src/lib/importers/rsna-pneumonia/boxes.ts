/** RSNA's rows are boxes; what is predicted is the radiograph. */
import { plural, quoted } from '#scorer/csv/text';
import { parseDecimal } from '#scorer/csv/number';
import { faultAt, EMPTY_ID, readBinary, rowsBy } from '../kit/cells.ts';
import type { Fault, Faults } from '../kit/faults.ts';
import type { Table } from '../kit/table.ts';

const COORDINATES = ['x', 'y', 'width', 'height'];

const BAD_BOX: Fault = {
	code: 'not_a_number',
	detail: (count, [example]) =>
		`${plural(count, 'row')} with Target 1 ${count === 1 ? 'lacks' : 'lack'} a number for the box, such as ${quoted(example ?? '')}.`,
	remedy: 'A row with Target 1 has x, y, width and height in pixels; take the file as published.',
};
const TWO_TARGETS: Fault = {
	code: 'conflicting_rows',
	detail: (count, [example]) =>
		`${plural(count, 'radiograph has', 'radiographs have')} rows with Target 0 and with Target 1, such as ${quoted(example ?? '')}.`,
	remedy: 'Take the file as published, or remove one of the rows.',
};

export interface Gathered {
	ids: string[];
	/** 1 where a radiograph has an opacity. */
	targets: Uint8Array;
	/** Rows of the table per radiograph that are boxes. */
	boxes: number[][];
	/** Radiographs with the same box twice. */
	repeated: string[];
}

/** One entry per radiograph; contradictions among its rows are faults. */
export function gatherBoxes(table: Table, faults: Faults): Gathered | null {
	const target = readBinary(table, 'Target', faults);
	const coordinates = COORDINATES.map((name) => table.column(name));
	target.forEach((value, row) => {
		if (table.column('patientId')[row] === '') faultAt(faults, EMPTY_ID, table, row, 'patientId');
		const bad = COORDINATES.findIndex((_, k) => isNaN(parseDecimal(coordinates[k]![row]!)));
		if (value === 1 && bad >= 0) faultAt(faults, BAD_BOX, table, row, COORDINATES[bad]!);
	});
	const byId = [...rowsBy(table.column('patientId'))];
	for (const [, rows] of byId) {
		const other = rows.find((row) => target[row] !== target[rows[0]!]);
		if (other !== undefined) faultAt(faults, TWO_TARGETS, table, other, 'patientId');
	}
	if (!faults.isEmpty) return null;
	const boxOf = (row: number) => coordinates.map((cells) => cells[row]).join();
	return {
		ids: byId.map(([id]) => id),
		targets: Uint8Array.from(byId, ([, rows]) => target[rows[0]!]!),
		boxes: byId.map(([, rows]) => rows.filter((row) => target[row] === 1)),
		repeated: byId
			.filter(([, rows]) => new Set(rows.map(boxOf)).size < rows.length)
			.map(([id]) => id),
	};
}
