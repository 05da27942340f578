/** The way of every submission that may have a problem: all of them are found, in one go. */
import { readTable, type ColumnPlan, type ReadResult } from '../csv/table.ts';
import { Tally } from '../csv/tally.ts';
import { plural } from '../csv/text.ts';
import { whyNotANumber } from '../csv/number.ts';
import type { Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';
import { readPredictions } from './predictions.ts';
import { checked, formDetail, skipped, type Check } from './checks.ts';
import { matchSubmission, type SubmissionColumns } from './columns.ts';
import { checkIds } from './ids.ts';
import { locateIds } from './locate-ids.ts';
import type { Validation } from './validate.ts';
import { submissionWording } from './wording.ts';

export const refused = (problems: Problem[]): Validation => ({
	ok: false,
	problems,
	notices: [],
	checks: [checked('format', true, problems[0]!.detail), ...skippedAfter('format')],
});

const skippedAfter = (after: 'format' | 'columns'): Check[] => {
	const rest: Check[] = [skipped('ids'), skipped('values')];
	return after === 'format' ? [skipped('columns'), ...rest] : rest;
};

/** One submission on its way through the reader. */
class Checking {
	readonly tally = new Tally();
	/** Ids of rows that the reader refused. */
	readonly raggedIds: string[] = [];
	columns: SubmissionColumns | null = null;
	readonly format: SubmissionFormat;
	readonly rowOf: () => ReadonlyMap<string, number>;

	constructor(format: SubmissionFormat, rowOf: () => ReadonlyMap<string, number>) {
		this.format = format;
		this.rowOf = rowOf;
	}

	header(names: string[], line: number): ColumnPlan {
		const columns = matchSubmission(names, this.format, this.rowOf, line);
		this.columns = columns;
		const numbers = columns.labels.filter((column) => column >= 0);
		// Without an id column, look where the ids may be, to name the column in the remedy.
		const used = new Set([...numbers, columns.class]);
		const ids =
			columns.id >= 0
				? [columns.id]
				: names
						.map((_, c) => c)
						.filter((c) => !used.has(c))
						.slice(0, 5);
		return { numbers, text: columns.class >= 0 ? [...ids, columns.class] : ids };
	}

	badCell(line: number, column: number, text: string): void {
		const name = this.columns!.names[column]!;
		this.tally.add(whyNotANumber(text), { row: line, column: name, example: text.trim() });
	}

	raggedRow(line: number, cells: string[]): void {
		this.tally.add('ragged_row', { row: line, example: plural(cells.length, 'cell') });
		const id = cells[this.columns!.id]?.trim();
		if (id) this.raggedIds.push(id);
	}
}

/**
 * Checks a file that is not compressed by papaparse, the reader of record: finds everything that is
 * wrong with it.
 */
export function validateThoroughly(
	bytes: Uint8Array,
	format: SubmissionFormat,
	rowOf: () => ReadonlyMap<string, number>,
	progress: (fraction: number) => void = () => undefined,
): Validation {
	const checking = new Checking(format, rowOf);
	const read = readTable(bytes, {
		header: (names, line) => checking.header(names, line),
		badCell: (line, column, text) => checking.badCell(line, column, text),
		raggedRow: (line, cells) => checking.raggedRow(line, cells),
		progress,
	});
	return conclude(read, checking);
}

/** `ragged_row` belongs to the form of the file; everything else tallied to its values. */
function splitTally(checking: Checking, read: ReadResult): { form: Problem[]; values: Problem[] } {
	const wording = submissionWording(checking.format, checking.columns!.names.length);
	const problems = checking.tally.problems(wording, read.quoteLine);
	return {
		form: problems.filter(({ code }) => code === 'ragged_row'),
		values: problems.filter(({ code }) => code !== 'ragged_row'),
	};
}

function conclude(read: ReadResult, checking: Checking): Validation {
	const { columns, format } = checking;
	if (!read.table || !columns) return { ...refused(read.problems), notices: read.notices };
	const { table } = read;

	const predicted = readPredictions(table, columns, format, checking.tally);
	const tallied = splitTally(checking, read);
	const formProblems = [...read.problems, ...tallied.form];
	const form = checked(
		'format',
		formProblems.length > 0,
		formProblems[0]?.detail ?? formDetail(table.rows, columns.names.length),
	);
	const columnProblems = locateIds(columns, table, checking.rowOf, format);
	const columnCheck = checked('columns', columnProblems.length > 0, columns.detail);
	const notices = [...read.notices, ...columns.notices];
	const refuse = (more: Problem[], checks: Check[]): Validation => ({
		ok: false,
		problems: [...formProblems, ...columnProblems, ...more],
		notices,
		checks: [form, columnCheck, ...checks],
	});
	if (table.rows === 0) return refuse([], skippedAfter('columns'));

	const values = checked('values', tallied.values.length > 0, predicted.detail);
	if (columns.id < 0) return refuse(tallied.values, [skipped('ids'), values]);
	const ids = checkIds(
		{
			ids: table.text.get(columns.id)!,
			lines: table.lines,
			elsewhere: checking.raggedIds,
			quoteLine: read.quoteLine,
		},
		format,
		checking.rowOf(),
	);
	notices.push(...ids.notices, ...predicted.notices);
	const later = [...ids.problems, ...tallied.values];
	if (formProblems.length + columnProblems.length + later.length > 0) {
		return refuse(later, [ids.check, values]);
	}
	return {
		ok: true,
		predictions: predicted.align(ids.alignment),
		rows: table.rows,
		notices,
		checks: [form, columnCheck, ids.check, values],
	};
}
