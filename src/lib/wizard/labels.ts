/** The chosen labels of a table: as cells of the solution, and as 0 and 1 for the split. */
import type { Column } from '#lib/importers/types';
import type { Choices, Table } from './types.ts';

const cellsOf = (table: Table, name: string): readonly string[] => table.columns.get(name) ?? [];

const namesIn = (cell: string) => new Set(cell.split('|').map((part) => part.trim()));

/** Names of the labels, as competition.yaml lists them. */
export const labelNames = ({ task, labels, target, classes }: Choices): readonly string[] =>
	task === 'multiclass' && target ? classes : labels;

/** Columns of the solution that hold the labels; columns that the table lacks are left out. */
export function labelColumns(table: Table, choices: Choices): Column[] {
	const { task, target, list, labels } = choices;
	if (task === 'multiclass' && target) return [{ name: target, values: cellsOf(table, target) }];
	if (task === 'multilabel' && list) {
		const sets = cellsOf(table, list).map(namesIn);
		return labels.map((name) => ({ name, values: sets.map((set) => (set.has(name) ? '1' : '0')) }));
	}
	return labels
		.filter((name) => table.columns.has(name))
		.map((name) => ({ name, values: cellsOf(table, name) }));
}

/** 1 where a row is positive, per label: what a stratified split looks at. */
export function positives(table: Table, choices: Choices): Uint8Array[] {
	const columns = labelColumns(table, choices);
	if (choices.task === 'multiclass' && choices.target) {
		const cells = columns[0]?.values ?? [];
		return choices.classes.map((name) => Uint8Array.from(cells, (cell) => Number(cell === name)));
	}
	const isOne = (cell: string) =>
		Number(cell) === 1 ||
		cell.toLowerCase() === 'true' ||
		(choices.missing === 'one' && Number(cell) === -1);
	return columns.map(({ values }) =>
		Uint8Array.from(values, (cell) => Number(cell !== '' && isOne(cell))),
	);
}
