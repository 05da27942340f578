/** A list of ids: one a line, or the id column of a CSV. */
import { unpack } from '#scorer/index';
import { findColumn } from '#scorer/csv/columns';
import { decodeText } from '#scorer/csv/decode';
import { plural, quoted } from '#scorer/csv/text';
import type { SourceFile } from '../types.ts';
import type { Fault, Faults } from './faults.ts';
import { peek, readSourceTable } from './table.ts';

const MAX_BYTES = 100_000_000;

const UNKNOWN: Fault = {
	code: 'unknown_id',
	detail: (count, examples) =>
		`${plural(count, 'id')} of the list ${count === 1 ? 'is' : 'are'} not in the labels: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'Check that list and labels are of the same release of the data set.',
};

const TWICE: Fault = {
	code: 'duplicate_id',
	detail: (count, examples) =>
		`${plural(count, 'id')} of the list came before: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'List every id once.',
};

interface Listed {
	ids: readonly string[];
	lines: ArrayLike<number>;
}

function readLines(file: SourceFile, faults: Faults): Listed | null {
	const unpacked = unpack(file.bytes, { maxBytes: MAX_BYTES });
	const decoded = unpacked.ok ? decodeText(unpacked.bytes) : unpacked;
	if (!decoded.ok) {
		faults.push(...decoded.problems.map((problem) => ({ ...problem, file: file.path })));
		return null;
	}
	const all = decoded.text.split(/\r\n?|\n/).map((line) => line.trim());
	const lines = all.flatMap((line, i) => (line === '' ? [] : [i + 1]));
	return { ids: lines.map((line) => all[line - 1]!), lines };
}

function readColumn(file: SourceFile, column: string, faults: Faults): Listed | null {
	const table = readSourceTable(file, faults);
	return table && { ids: table.column(column), lines: table.lines };
}

/** Rows by id, also under what else the id may be called. */
export function rowsById(ids: readonly string[], normalise = (id: string) => id) {
	return new Map(ids.map((id, row) => [normalise(id), row] as const));
}

/**
 * Rows that a list names. A CSV must have one of the id columns; anything else is one id a line.
 * @returns null where the list cannot be read; ids that nothing knows are faults
 */
export function readIdList(
	file: SourceFile,
	columns: readonly string[],
	rowOf: ReadonlyMap<string, number>,
	faults: Faults,
	normalise = (id: string) => id,
): number[] | null {
	const top = peek(file);
	const header = Array.isArray(top) ? [] : top.header;
	const column = columns.find((name) => findColumn(header, name) >= 0);
	const list = column === undefined ? readLines(file, faults) : readColumn(file, column, faults);
	if (!list) return null;
	const seen = new Set<number>();
	list.ids.forEach((id, i) => {
		const row = rowOf.get(normalise(id));
		const place = { file: file.path, row: list.lines[i]!, example: id };
		if (row === undefined) faults.add(UNKNOWN, place);
		else if (seen.has(row)) faults.add(TWICE, place);
		else seen.add(row);
	});
	return [...seen];
}
