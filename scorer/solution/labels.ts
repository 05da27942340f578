/** The labels of a solution: 0, 1, or missing by the competition's policy. */
import type { Tally } from '../csv/tally.ts';
import { classIndex } from '../submission/classes.ts';
import { MISSING, type TaskSpec } from '../types.ts';

/** A column of text with its place in the file. */
export interface Cells {
	column: string;
	cells: readonly string[];
	lines: Int32Array;
}

const VALUES: Record<string, 0 | 1> = { '0': 0, '0.0': 0, false: 0, '1': 1, '1.0': 1, true: 1 };
/** Blank, and how -1 (uncertain, as in CheXpert) and NaN are written. */
const ABSENT = new Set(['', '-1', '-1.0', 'nan', 'na']);

type Reading = 0 | 1 | 'missing' | 'bad';

function readLabel(cell: string): Reading {
	const lower = cell.toLowerCase();
	if (ABSENT.has(lower)) return 'missing';
	return Object.hasOwn(VALUES, lower) ? VALUES[lower]! : 'bad';
}

/**
 * One 0/1 column. Adds `bad_label` for anything else, and `missing_label` for blanks and -1 where
 * the policy is `error`.
 */
export function readLabels(
	{ column, cells, lines }: Cells,
	policy: TaskSpec['missingLabels'],
	tally: Tally,
): Uint8Array {
	const seen = new Map<string, Reading>();
	const absent = policy === 'zero' ? 0 : policy === 'one' ? 1 : MISSING;
	const values = new Uint8Array(cells.length);
	for (let i = 0; i < cells.length; i++) {
		const cell = cells[i]!;
		let reading = seen.get(cell);
		if (reading === undefined) seen.set(cell, (reading = readLabel(cell)));
		if (reading === 'bad') tally.add('bad_label', { row: lines[i]!, column, example: cell });
		if (reading === 'missing' && policy === 'error') {
			tally.add('missing_label', { row: lines[i]!, column, example: cell });
		}
		values[i] = reading === 'bad' ? MISSING : reading === 'missing' ? absent : reading;
	}
	return values;
}

export interface ClassLabels {
	/** Class number per row, MISSING where unknown. */
	classes: Uint8Array;
	/** The same, one-hot; MISSING in every label where unknown. */
	yTrue: Uint8Array[];
}

const oneHot = (classes: Uint8Array, labels: readonly string[]): Uint8Array[] =>
	labels.map((_, k) => classes.map((value) => (value === MISSING ? MISSING : value === k ? 1 : 0)));

/** One class column. A missing class can only be an error or be ignored: there is no other one. */
export function readClassColumn(
	{ column, cells, lines }: Cells,
	spec: TaskSpec,
	tally: Tally,
): ClassLabels {
	const indexOf = classIndex(spec.labels);
	const seen = new Map<string, number | undefined>();
	const classes = new Uint8Array(cells.length).fill(MISSING);
	for (let i = 0; i < cells.length; i++) {
		const cell = cells[i]!;
		if (!seen.has(cell)) seen.set(cell, indexOf(cell));
		const index = seen.get(cell);
		const place = { row: lines[i]!, column, example: cell };
		if (index !== undefined) classes[i] = index;
		else if (!ABSENT.has(cell.toLowerCase())) tally.add('unknown_class', place);
		else if (spec.missingLabels !== 'ignore') tally.add('missing_label', place);
	}
	return { classes, yTrue: oneHot(classes, spec.labels) };
}

/** One 0/1 column per class, of which exactly one is 1; missing where any is. */
export function combineOneHot(
	columns: readonly Uint8Array[],
	lines: Int32Array,
	spec: TaskSpec,
	tally: Tally,
): ClassLabels {
	const classes = new Uint8Array(lines.length).fill(MISSING);
	for (let i = 0; i < lines.length; i++) {
		if (columns.some((values) => values[i] === MISSING)) continue;
		const ones = columns.filter((values) => values[i] === 1).length;
		if (ones === 1) classes[i] = columns.findIndex((values) => values[i] === 1);
		else tally.add('bad_label', { row: lines[i]!, example: `${ones} classes` });
	}
	return { classes, yTrue: oneHot(classes, spec.labels) };
}
