/** The other columns of a solution: ids, usage, groups. */
import type { Tally } from '../csv/tally.ts';
import { USAGE } from '../types.ts';
import type { Cells } from './labels.ts';

const USAGES = new Map<string, number>([
	['public', USAGE.public],
	['private', USAGE.private],
	['ignored', USAGE.ignored],
	['ignore', USAGE.ignored],
]);

/** USAGE per row; adds `bad_usage` for other words. */
export function readUsage({ column, cells, lines }: Cells, tally: Tally): Uint8Array {
	return Uint8Array.from(cells, (cell, i) => {
		const usage = USAGES.get(cell.toLowerCase());
		if (usage === undefined) {
			tally.add('bad_usage', { row: lines[i]!, column, example: cell || '(empty)' });
		}
		return usage ?? USAGE.ignored;
	});
}

/** Row number by id; adds `empty_id` and `duplicate_id`. */
export function readIds({ column, cells, lines }: Cells, tally: Tally): Map<string, number> {
	const rowOf = new Map<string, number>();
	cells.forEach((id, i) => {
		const place = { row: lines[i]!, column, example: id };
		if (id === '') tally.add('empty_id', place);
		else if (rowOf.has(id)) tally.add('duplicate_id', place);
		else rowOf.set(id, i);
	});
	return rowOf;
}

/** Group number per row, in order of first appearance; adds `empty_cell`. */
export function readGroups({ column, cells, lines }: Cells, tally: Tally): Int32Array {
	const numbers = new Map<string, number>();
	return Int32Array.from(cells, (cell, i) => {
		if (cell === '') tally.add('empty_cell', { row: lines[i]!, column });
		let group = numbers.get(cell);
		if (group === undefined) numbers.set(cell, (group = numbers.size));
		return group;
	});
}
