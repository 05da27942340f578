/** Label columns or a column of classes, as arrays of 0 and 1. */
import type { Tally } from '../problems.ts';
import type { Task } from '../types.ts';
import type { TextTable } from './text-table.ts';

export interface LabelSource {
	task: Task;
	/** Findings, classes, or the one positive class. */
	labels: readonly string[];
	/** A column of class names; without it every label is a column of 0 and 1. */
	target?: string;
	/** Blank cells and −1 ("uncertain"): refused, or taken as negative. Default `refuse`. */
	missing?: 'refuse' | 'zero';
}

const POSITIVE = new Set(['1', '1.0', 'true', 'yes']);
const NEGATIVE = new Set(['0', '0.0', 'false', 'no']);
const UNKNOWN = new Set(['', '-1', '-1.0', 'na', 'nan']);

function fromColumn(
	name: string,
	table: TextTable,
	{ missing = 'refuse' }: LabelSource,
	file: string,
	tally: Tally,
): Uint8Array {
	const column = table.columns.get(name);
	if (!column) {
		const remedy = `Columns: ${table.names.join(', ')}.`;
		tally.problem(
			'missing_column',
			`${file}, line 1`,
			`There is no column for the label "${name}".`,
			remedy,
		);
		return new Uint8Array(table.rows);
	}
	return Uint8Array.from(column, (cell, row) => {
		const text = cell.toLowerCase();
		if (POSITIVE.has(text)) return 1;
		if (NEGATIVE.has(text) || (missing === 'zero' && UNKNOWN.has(text))) return 0;
		const what = UNKNOWN.has(text) ? 'blank or uncertain' : 'neither 0 nor 1';
		tally.problem(
			'bad_label',
			`${file}, line ${table.lines[row]}`,
			`Labels of "${name}" are ${what}.`,
			'Write 1 or 0; or say that missing labels count as 0.',
		);
		return 0;
	});
}

function fromTarget(
	column: readonly string[],
	table: TextTable,
	{ task, labels, target }: LabelSource,
	file: string,
	tally: Tally,
): Uint8Array[] {
	// A binary task names its positive class alone: everything else is negative, except nothing.
	column.forEach((cell, row) => {
		if (task === 'binary' ? cell !== '' : labels.includes(cell)) return;
		tally.problem(
			'bad_label',
			`${file}, line ${table.lines[row]}`,
			cell === ''
				? `"${target}" is blank.`
				: `"${cell}" is none of the classes ${labels.join(', ')}.`,
			'Correct the cell, or name the class among the labels.',
		);
	});
	return labels.map((label) => Uint8Array.from(column, (cell) => Number(cell === label)));
}

/** One array per label; what cannot be read is in the tally. */
export function readLabels(
	table: TextTable,
	source: LabelSource,
	file: string,
	tally: Tally,
): Uint8Array[] {
	const { target, labels } = source;
	if (target === undefined)
		return labels.map((name) => fromColumn(name, table, source, file, tally));
	const column = table.columns.get(target);
	if (column) return fromTarget(column, table, source, file, tally);
	const remedy = `Columns: ${table.names.join(', ')}.`;
	tally.problem('missing_column', `${file}, line 1`, `There is no column "${target}".`, remedy);
	return [];
}
