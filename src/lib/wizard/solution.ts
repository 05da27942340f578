/** The solution that a table and what is said of it make. */
import { randomUnit } from '#scorer/stats/random';
import { writeCsv } from '#lib/importers/kit/csv';
import { shuffled } from '#lib/importers/kit/stratify';
import type { Column } from '#lib/importers/types';
import { labelColumns } from './labels.ts';
import { usageCells } from './split.ts';
import type { Choices, Table } from './types.ts';

export interface MadeSolution {
	bytes: Uint8Array;
	/** Row of the table per row of the solution. */
	order: readonly number[];
}

/** Another stream than the one that draws the split. */
const ORDER_SEED = 7919;

const oneLine = ({ name, values }: Column): Column => ({
	name,
	values: values.map((cell) => (cell.includes('\n') ? cell.replaceAll('\n', ' ') : cell)),
});

/**
 * Rows without those that say the same of an id again, as where a table has a row per box. Rows of one
 * id that differ stay, and are told.
 */
function distinctRows(columns: readonly Column[], ids: readonly string[]): number[] {
	const seen = new Map<string, string>();
	return Array.from(ids, (_, row) => row).filter((row) => {
		const said = JSON.stringify(columns.map(({ values }) => values[row]));
		if (seen.get(ids[row]!) === said) return false;
		seen.set(ids[row]!, said);
		return true;
	});
}

/** Row k of the file is line k + 2 of the bytes: cells hold no line ends. */
export function makeSolution(table: Table, choices: Choices, share: number): MadeSolution {
	const { id, group, subgroups, shuffle, renumber, merge, seed } = choices;
	const ids = [...(table.columns.get(id) ?? [])];
	const labels = labelColumns(table, choices);
	const usage = usageCells(table, choices, share);
	const kept = merge
		? distinctRows(labels, ids)
		: Array.from({ length: table.rows }, (_, row) => row);
	const order =
		shuffle || renumber
			? Array.from(shuffled(kept.length, randomUnit(seed + ORDER_SEED)), (i) => kept[i]!)
			: kept;
	const digits = Math.max(5, String(table.rows).length);
	const renamed = [...ids];
	if (renumber) {
		order.forEach((row, k) => (renamed[row] = `test-${String(k + 1).padStart(digits, '0')}`));
	}
	const extra = [...new Set([group, ...subgroups])].filter((name) => table.columns.has(name));
	const columns: Column[] = [
		...(table.columns.has(id) ? [{ name: id, values: renamed }] : []),
		...labels,
		...extra.map((name) => ({ name, values: table.columns.get(name)! })),
		...(renumber ? [{ name: 'File', values: ids }] : []),
		{ name: 'Usage', values: usage },
	];
	// A column that is id and group at once is written once.
	const distinct = columns.filter(
		({ name }, k) => columns.findIndex((other) => other.name === name) === k,
	);
	return { bytes: writeCsv(distinct.map(oneLine), order), order };
}
