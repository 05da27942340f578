/** What importers do with cells again and again. */
import { plural, quoted } from '#scorer/csv/text';
import { parseDecimal } from '#scorer/csv/number';
import type { Column } from '../types.ts';
import type { Fault, Faults } from './faults.ts';
import type { Table } from './table.ts';

const shown = (examples: readonly string[]) => examples.slice(0, 3).map(quoted).join(', ');

export const EMPTY_ID: Fault = {
	code: 'empty_id',
	detail: (count) => `${plural(count, 'row has', 'rows have')} no id.`,
	remedy: 'Take the file as its publisher gives it out.',
};

export const DUPLICATE_ID: Fault = {
	code: 'duplicate_id',
	detail: (count, examples) =>
		`${plural(count, 'row repeats', 'rows repeat')} an id that came before: ${shown(examples)}.`,
	remedy: 'Every id stands for one row: take the file as its publisher gives it out.',
};

/** A fault of single cells; `expects` completes "neither …". */
export const badCell = (code: Fault['code'], expects: string): Fault => ({
	code,
	detail: (count, examples) =>
		`${plural(count, 'cell is', 'cells are')} not ${expects}: ${shown(examples)}.`,
	remedy: `Write ${expects}, or take the file as its publisher gives it out.`,
});

/** Adds a fault at a cell of a table. */
export function faultAt(
	faults: Faults,
	fault: Fault,
	table: Table,
	row: number,
	column: string,
): void {
	const line = table.lines[row]!;
	const example = table.column(column)[row] || '(empty)';
	faults.add(fault, {
		...{ file: table.file, row: line, column, example },
		line: table.quoteLine(line),
	});
}

/** Every id there and once; the others are faults. */
export function checkIds(table: Table, column: string, faults: Faults): void {
	const seen = new Set<string>();
	table.column(column).forEach((id, row) => {
		if (id === '') faultAt(faults, EMPTY_ID, table, row, column);
		else if (seen.has(id)) faultAt(faults, DUPLICATE_ID, table, row, column);
		seen.add(id);
	});
}

/** Columns that must be there; says which are not. */
export function requireColumns(table: Table, names: readonly string[], faults: Faults): boolean {
	const missing = names.filter((name) => !table.has(name));
	for (const column of missing) {
		faults.push({
			code: 'missing_column',
			...{ file: table.file, row: 1, column },
			detail: `There is no column ${quoted(column)}.`,
			remedy: 'Take the file as its publisher gives it out.',
		});
	}
	return missing.length === 0;
}

/** A column of zeros and ones; anything else is a fault. */
export function readBinary(table: Table, column: string, faults: Faults): Uint8Array {
	const fault = badCell('bad_label', '0 or 1');
	return Uint8Array.from(table.column(column), (cell, row) => {
		const value = parseDecimal(cell);
		if (value !== 0 && value !== 1) faultAt(faults, fault, table, row, column);
		return value === 1 ? 1 : 0;
	});
}

export const column = (name: string, values: Iterable<string>): Column => ({
	name,
	values: [...values],
});

/** How often each value occurs, in order of first appearance. */
export function countBy<T>(values: Iterable<T>): Map<T, number> {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** Row numbers by value. */
export function rowsBy<T>(values: Iterable<T>): Map<T, number[]> {
	const rows = new Map<T, number[]>();
	let row = 0;
	for (const value of values) {
		const list = rows.get(value);
		if (list) list.push(row++);
		else rows.set(value, [row++]);
	}
	return rows;
}

/** One-hot columns of a class number per row. */
export const oneHot = (classes: readonly number[], count: number): Uint8Array[] =>
	Array.from({ length: count }, (_, k) => Uint8Array.from(classes, (c) => Number(c === k)));
