/** A class list from a CSV file, or everything that is wrong with it. */
import { decodeText } from '#scorer/csv/decode';
import { readTable, type ReadResult } from '#scorer/csv/table';
import { rowProblems } from './check.ts';
import { rosterColumns, type RosterField } from './columns.ts';
import type { Roster, RosterNotice, RosterProblem, RosterRow } from './types.ts';

/** Further problems of a kind say nothing new. */
const MAX_PROBLEMS = 200;
const MAX_TEXT = 200;

/** Old spreadsheets save Latin letters as Windows-1252: read as that, and said. */
function toUtf8(bytes: Uint8Array): { bytes: Uint8Array; notices: RosterNotice[] } {
	const decoded = decodeText(bytes);
	const foreign = !decoded.ok && decoded.problems.some(({ code }) => code === 'bad_encoding');
	if (!foreign) return { bytes, notices: [] };
	const text = new TextDecoder('windows-1252').decode(bytes);
	const detail =
		'The file is not UTF-8 and was read as Windows-1252 (Western European); look whether names with accents came out right.';
	return {
		bytes: new TextEncoder().encode(text),
		notices: [{ code: 'windows_1252_decoded', detail }],
	};
}

interface Sheet {
	table: ReadResult;
	header: string[];
	columns: Map<RosterField, number>;
	ragged: RosterProblem[];
}

function readSheet(bytes: Uint8Array): Sheet {
	let header: string[] = [];
	let columns = new Map<RosterField, number>();
	const ragged: RosterProblem[] = [];
	const table = readTable(bytes, {
		header(names) {
			header = names;
			columns = rosterColumns(names);
			return { text: [...columns.values()], numbers: [] };
		},
		badCell() {},
		raggedRow(line, cells, expected) {
			ragged.push({
				code: 'ragged_row',
				row: line,
				detail: `Line ${line} has ${cells.length} cells where the header has ${expected}.`,
				remedy: 'Put cells that hold a comma in quotes, and give every line as many cells.',
			});
		},
	});
	return { table, header, columns, ragged };
}

function columnProblems({ header, columns }: Sheet): RosterProblem[] {
	const named = header.map((name) => `"${name}"`).join(', ');
	const problem = (column: string, remedy: string): RosterProblem => ({
		code: 'missing_column',
		row: 1,
		column,
		detail: `No column holds ${column === 'email' ? 'e-mail addresses' : 'names'}; there are ${named}.`,
		remedy,
	});
	const name = columns.has('name') || columns.has('first') || columns.has('last');
	return [
		...(columns.has('email') ? [] : [problem('email', 'Name the column of addresses "email".')]),
		...(name
			? []
			: [problem('name', 'Name the column "name", or two "first name" and "last name".')]),
	];
}

/** "Nombre" beside "Apellidos" is the first name, alone it is all of it. */
const fullName = (name: string, last: string) =>
	name.endsWith(last) ? name : `${name} ${last}`.trim();

function readRows({ table, columns }: Sheet): RosterRow[] {
	const { rows, lines, text } = table.table!;
	const cell = (field: RosterField, row: number) =>
		(text.get(columns.get(field) ?? -1)?.[row] ?? '').trim().slice(0, MAX_TEXT);
	return Array.from({ length: rows }, (_, row) => ({
		line: lines[row]!,
		name: fullName(cell('first', row) || cell('name', row), cell('last', row)),
		email: cell('email', row).toLowerCase(),
		studentId: cell('studentId', row) || null,
		section: cell('section', row) || null,
		group: cell('group', row) || null,
	}));
}

/**
 * Reads a roster. Names and addresses are required; student numbers, sections and groups are read where
 * there are columns for them, in English, Spanish, Portuguese and some other spellings. All problems are
 * listed at once, and then no row is given.
 */
export function parseRoster(file: Uint8Array): Roster {
	const { bytes, notices: decoding } = toUtf8(file);
	const sheet = readSheet(bytes);
	const notices: RosterNotice[] = [...decoding, ...sheet.table.notices];
	const form: RosterProblem[] = sheet.table.problems.map((problem) =>
		problem.code === 'header_only'
			? { ...problem, remedy: 'Add one line for each student.' }
			: problem,
	);
	if (!sheet.table.table) return { ok: false, problems: form, notices };
	const columns = columnProblems(sheet);
	const rows = columns.length > 0 ? [] : readRows(sheet);
	const problems = [...form, ...columns, ...sheet.ragged, ...rowProblems(rows)];
	return problems.length > 0
		? { ok: false, problems: problems.slice(0, MAX_PROBLEMS), notices }
		: { ok: true, rows, notices };
}
