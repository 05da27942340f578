/** Which rows are public: as the file says, or drawn by patient with every finding's share kept. */
import { findColumn } from '#scorer/csv/columns';
import { stratify } from '#lib/importers/kit/stratify';
import { positives } from './labels.ts';
import type { Choices, Table } from './types.ts';

/** Until one is recommended. */
export const DEFAULT_SHARE = 0.4;

/** Rows of one patient share a number; a row without one is a patient of its own. */
function groupNumbers(table: Table, group: string): Int32Array {
	const cells = table.columns.get(group);
	const numbers = new Map<string, number>();
	return Int32Array.from({ length: table.rows }, (_, row) => {
		const value = cells?.[row] ? `=${cells[row]}` : `#${row}`;
		if (!numbers.has(value)) numbers.set(value, numbers.size);
		return numbers.get(value)!;
	});
}

/** The cells of Usage. The same table, choices and seed give the same rows. */
export function usageCells(table: Table, choices: Choices, share: number): readonly string[] {
	if (choices.usage === 'column') {
		const at = findColumn([...table.names], 'Usage');
		if (at >= 0) return table.columns.get(table.names[at]!)!;
	}
	if (share >= 1) return Array<string>(table.rows).fill('Public');
	const isPublic = stratify({
		// Rows of one id are on one side, so that they can be one row.
		groups: groupNumbers(table, choices.group || (choices.merge ? choices.id : '')),
		labels: positives(table, choices),
		share,
		seed: choices.seed,
	});
	return Array.from(isPublic, (first) => (first ? 'Public' : 'Private'));
}
