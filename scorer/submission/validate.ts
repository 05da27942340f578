/** Checks a submission against its format and aligns it. The same code in browser and server. */
import { unpack } from '../archive/unpack.ts';
import { indexIds } from '../csv/align.ts';
import { readTable, type ColumnPlan, type ReadResult } from '../csv/table.ts';
import { Tally } from '../csv/tally.ts';
import { plural } from '../csv/text.ts';
import { whyNotANumber } from '../csv/number.ts';
import type { Notice, Problem } from '../problems.ts';
import type { Predictions, SubmissionFormat } from '../types.ts';
import { readPredictions } from './predictions.ts';
import { checked, formDetail, skipped, type Check } from './checks.ts';
import { matchSubmission, type SubmissionColumns } from './columns.ts';
import { checkIds } from './ids.ts';
import { locateIds } from './locate-ids.ts';
import { validateQuickly } from './quick.ts';
import { submissionWording } from './wording.ts';

export type Validation =
	| { ok: true; predictions: Predictions; rows: number; notices: Notice[]; checks: Check[] }
	| { ok: false; problems: Problem[]; notices: Notice[]; checks: Check[] };

export interface ValidateOptions {
	/** Called with the fraction done, from 0 to 1. */
	onProgress?(fraction: number): void;
	/** Largest size after decompression, in bytes. Default 256 MiB. */
	maxBytes?: number;
	/** Row number by id, where the caller has it already. */
	rowOf?: ReadonlyMap<string, number>;
}

export const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

const refused = (problems: Problem[]): Validation => ({
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
 * Checks a submission: form, columns, ids, values. Never throws on bad bytes; problems of all four
 * kinds are listed together, and a thousand of one kind as one.
 * @param bytes the file as it was sent; gzip and zip with one CSV are unpacked
 * @returns predictions aligned to `format.ids`, or problems; the checklist in either case
 */
export function validateSubmission(
	bytes: Uint8Array,
	format: SubmissionFormat,
	options: ValidateOptions = {},
): Validation {
	const unpacked = unpack(bytes, { maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES });
	if (!unpacked.ok) return refused(unpacked.problems);
	// A file that is fine is read once and fast; what is wrong with one is found out by papaparse.
	const progress = risingProgress((fraction) => options.onProgress?.(0.9 * fraction));
	const rowOf = memo(() => options.rowOf ?? indexIds(format.ids));
	const validation =
		validateQuickly(unpacked.bytes, format, rowOf, progress) ??
		validateTable(unpacked.bytes, new Checking(format, rowOf), progress);
	options.onProgress?.(1);
	return { ...validation, notices: [...unpacked.notices, ...validation.notices] };
}

function memo<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** Progress that does not go back when a file is read again from the start. */
function risingProgress(report: (fraction: number) => void): (fraction: number) => void {
	let reached = 0;
	return (fraction) => {
		if (fraction <= reached) return;
		reached = fraction;
		report(fraction);
	};
}

function validateTable(
	bytes: Uint8Array,
	checking: Checking,
	progress: (fraction: number) => void,
): Validation {
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
