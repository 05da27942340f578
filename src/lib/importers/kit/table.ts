/** A publisher's table as columns of text, read as the scorer reads submissions. */
import { unpack } from '#scorer/index';
import { duplicateColumns, findColumn } from '#scorer/csv/columns';
import { decodeText } from '#scorer/csv/decode';
import { detectDelimiter } from '#scorer/csv/dialect';
import { readTable } from '#scorer/csv/table';
import { plural, quoted } from '#scorer/csv/text';
import type { Problem } from '#scorer/problems';
import type { ImportProblem, SourceFile } from '../types.ts';
import type { Fault, Faults } from './faults.ts';

/** Largest table, unpacked, in bytes. CheXpert's training labels are 24 MB. */
const MAX_BYTES = 500_000_000;
/** Enough for the header and the first row of any table. */
const PEEK_BYTES = 65_536;

export interface Table {
	file: string;
	names: string[];
	rows: number;
	/** Line of each row, as an editor counts. */
	lines: Int32Array;
	has(name: string): boolean;
	/** Trimmed cells of a column; case and separators of its name may differ. Empty where there is none. */
	column(name: string): readonly string[];
	quoteLine(line: number): string;
}

/** What stands at the top of a text file. */
export interface Peek {
	path: string;
	header: string[];
	/** Cells of the first row after the header. */
	first: string[];
}

const split = (line: string | undefined, delimiter: string): string[] =>
	(line ?? '').split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** Looks at the first two lines, to tell which file this is; says why where it is no text. */
export function peek({ path, bytes }: SourceFile): Peek | ImportProblem[] {
	const unpacked = unpack(bytes, { maxBytes: MAX_BYTES });
	const named = (problems: readonly Problem[]) => problems.map((each) => ({ ...each, file: path }));
	if (!unpacked.ok) return named(unpacked.problems);
	const top = unpacked.bytes.subarray(0, PEEK_BYTES);
	// A letter may be cut in two at the end of the piece: up to its last line end it is whole.
	const end = top.length < PEEK_BYTES ? top.length : top.lastIndexOf(10) + 1;
	const decoded = decodeText(top.subarray(0, end));
	if (!decoded.ok) return named(decoded.problems);
	const lines = decoded.text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
	const delimiter = detectDelimiter(decoded.text);
	return { path, header: split(lines[0], delimiter), first: split(lines[1], delimiter) };
}

const RAGGED: Fault = {
	code: 'ragged_row',
	detail: (count, [cells]) =>
		`${plural(count, 'row has', 'rows have')} another number of cells than the header: ${cells} here.`,
	remedy: 'Take the file as its publisher gives it out; an editor may have damaged it.',
};

/** Reads a table; null, with the reasons among the faults, where it cannot be used. */
export function readSourceTable({ path: file, bytes }: SourceFile, faults: Faults): Table | null {
	const unpacked = unpack(bytes, { maxBytes: MAX_BYTES });
	if (!unpacked.ok) {
		faults.push(...unpacked.problems.map((problem) => ({ ...problem, file })));
		return null;
	}
	let names: string[] = [];
	const ragged: { line: number; cells: number }[] = [];
	const read = readTable(unpacked.bytes, {
		header(found) {
			names = found;
			return { text: found.map((_, k) => k), numbers: [] };
		},
		badCell() {},
		raggedRow: (line, cells) => ragged.push({ line, cells: cells.length }),
	});
	const { table, problems, quoteLine } = read;
	faults.push(...problems.map((problem) => ({ ...problem, file })));
	for (const { line, cells } of ragged) {
		const place = { file, row: line, example: plural(cells, 'cell') };
		faults.add(RAGGED, { ...place, line: quoteLine(line) });
	}
	for (const [name] of duplicateColumns(names)) {
		faults.push({
			code: 'duplicate_column',
			...{ file, row: 1, column: name },
			detail: `Several columns are named ${quoted(name)}.`,
			remedy: 'Take the file as its publisher gives it out.',
		});
	}
	if (!table || problems.length) return null;
	const column = (name: string) => table.text.get(findColumn(names, name)) ?? [];
	return {
		...{ file, names, rows: table.rows, lines: table.lines, quoteLine, column },
		has: (name) => findColumn(names, name) >= 0,
	};
}
