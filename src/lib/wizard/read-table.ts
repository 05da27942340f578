/** Bytes of an upload to a table of text, or everything that is wrong with its form. */
import { unpack } from '#scorer/index';
import { duplicateColumns } from '#scorer/csv/columns';
import { readTable } from '#scorer/csv/table';
import { plural, quoted } from '#scorer/csv/text';
import type { FolderProblem } from '#lib/competition-folder/index';
import type { Table } from './types.ts';

/** Unpacked, in bytes. CheXpert's training labels are 24 MB. */
const MAX_BYTES = 200_000_000;

type Read = { ok: true; table: Table } | { ok: false; problems: FolderProblem[] };

/** One problem for all rows of another width, at the first. */
function ragged(file: string, rows: { line: number; cells: number }[], width: number) {
	const [first] = rows;
	if (!first) return [];
	const problem: FolderProblem = {
		code: 'ragged_row',
		file,
		row: first.line,
		count: rows.length,
		detail: `${plural(rows.length, 'row has', 'rows have')} another number of cells than the header, which has ${width}: ${plural(first.cells, 'cell')} here.`,
		remedy: 'Give every row as many cells as the header; put text that holds a comma in quotes.',
	};
	return [problem];
}

const repeated = (file: string, names: readonly string[]): FolderProblem[] =>
	duplicateColumns(names).map(([name, columns]) => ({
		...{ code: 'duplicate_column', file, row: 1, column: name, count: columns.length },
		detail: `${columns.length} columns are named ${quoted(name)}.`,
		remedy: 'Keep one of them and remove or rename the others.',
	}));

/** Reads a CSV (also gzip, or a zip with one). Never throws on bad bytes. */
export function readUpload(file: string, bytes: Uint8Array): Read {
	const unpacked = unpack(bytes, { maxBytes: MAX_BYTES });
	if (!unpacked.ok) {
		return { ok: false, problems: unpacked.problems.map((problem) => ({ ...problem, file })) };
	}
	let names: string[] = [];
	const wrong: { line: number; cells: number }[] = [];
	const { table, problems, quoteLine } = readTable(unpacked.bytes, {
		header(found) {
			names = found;
			return { text: found.map((_, k) => k), numbers: [] };
		},
		badCell() {},
		raggedRow: (line, cells) => wrong.push({ line, cells: cells.length }),
	});
	const all = [
		...problems.map((problem) => ({ ...problem, file })),
		...ragged(file, wrong, names.length).map((each) => ({ ...each, line: quoteLine(each.row!) })),
		...repeated(file, names),
	];
	if (!table || all.length) return { ok: false, problems: all };
	// A column without a name, such as a saved row number, cannot be named in competition.yaml.
	const named = names.flatMap((name, k) => (name ? [[name, table.text.get(k)!] as const] : []));
	return {
		ok: true,
		table: {
			file,
			names: named.map(([name]) => name),
			rows: table.rows,
			lines: table.lines,
			columns: new Map(named),
			quoteLine,
		},
	};
}
