/** A CSV file as columns of text, read as the scorer reads submissions. */
import { readTable } from '#scorer/csv/table';
import type { Tally } from '../problems.ts';

export interface TextTable {
	names: string[];
	/** By name. */
	columns: Map<string, string[]>;
	rows: number;
	/** Line of each row, as an editor counts. */
	lines: Int32Array;
}

/** Null where the file cannot be used; the tally says why. */
export function readTextTable(bytes: Uint8Array, file: string, tally: Tally): TextTable | null {
	let names: string[] = [];
	const refuse = (place: string, detail: string, remedy: string) =>
		tally.problem('csv_unreadable', place, detail, remedy);
	const { table, problems, notices } = readTable(bytes, {
		header(found) {
			names = found;
			return { text: found.map((_, k) => k), numbers: [] };
		},
		badCell() {},
		raggedRow(line, cells, expected) {
			const detail = `A row has another number of cells than the header (${expected}).`;
			refuse(`${file}, line ${line}`, detail, 'Give every row one cell for each column.');
		},
	});
	for (const { row, detail, remedy } of problems) {
		refuse(row ? `${file}, line ${row}` : file, detail, remedy);
	}
	for (const { detail } of notices) tally.notice('csv_form', file, detail);
	const twice = names.find((name, k) => names.indexOf(name) !== k);
	if (twice !== undefined) {
		refuse(
			`${file}, line 1`,
			`Two columns are named "${twice}".`,
			'Give each column a name of its own.',
		);
	}
	if (!table || tally.problems().length) return null;
	const columns = new Map(names.map((name, k) => [name, table.text.get(k)!]));
	return { names, columns, rows: table.rows, lines: table.lines };
}
