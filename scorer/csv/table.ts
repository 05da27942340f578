/**
 * Bytes to columns in file order, with everything that is to be said of the file: papaparse, the
 * reader of record. Submissions that leave nothing to be said are read by byte-reader.ts.
 */
import type { Notice, Problem } from '../problems.ts';
import { decodeText } from './decode.ts';
import { delimiterNotices, detectDelimiter, type Delimiter } from './dialect.ts';
import { findBadQuote } from './quotes.ts';
import { readWithPapa } from './papa-reader.ts';
import { lineFinder } from './lines.ts';
import { grouped, plural, shorten } from './text.ts';

/** Which columns of the header to read, and how; others are skipped. */
export interface ColumnPlan {
	/** Read as trimmed text. */
	text: readonly number[];
	/** Read as numbers; NaN where `badCell` was called. */
	numbers: readonly number[];
}

export interface TableHandlers {
	/** Called once with the trimmed column names and the line that they are on. */
	header(names: string[], line: number): ColumnPlan;
	/** A cell of a numeric column that is no finite number. `line` is counted as an editor does. */
	badCell(line: number, column: number, text: string): void;
	/** A row with too few or too many cells; it is not in the columns. */
	raggedRow(line: number, cells: string[], expected: number): void;
	/** Fraction of the file that has been read, 0 to 1. */
	progress?(fraction: number): void;
}

/** Columns in file order, blank and ragged rows left out. */
export interface Columns {
	rows: number;
	/** Line of each row in the file, the first line being 1. */
	lines: Int32Array;
	/** By column number, for the columns of the plan. */
	text: Map<number, string[]>;
	numbers: Map<number, Float64Array>;
}

export interface ReadResult {
	/** Null where nothing of the file could be used. */
	table: Columns | null;
	delimiter: Delimiter;
	problems: Problem[];
	notices: Notice[];
	/** A line of the file, shortened for a message. */
	quoteLine(line: number): string;
}

/** What a reader found beside the columns. */
export interface Reading extends Columns {
	blankLines: number;
	/** Cells such as `0,25`, read as 0.25. */
	decimalCommas: number;
	/** Rows with another number of cells than the header. */
	ragged: number;
}

/** Excel's limit; a line that is wider is no header of a submission. */
export const MAX_COLUMNS = 16_384;
/** Characters. A row this long would be millions of cells. */
export const MAX_LINE = 4_000_000;

/**
 * Reads a CSV file. Problems and notices here are those of the file's form; what the cells mean is
 * the caller's business. Never throws on bad bytes.
 */
export function readTable(bytes: Uint8Array, handlers: TableHandlers): ReadResult {
	const decoded = decodeText(bytes);
	if (!decoded.ok) return unreadable(decoded.problems);
	const windows = decoded.text.includes('\r');
	const text = windows ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text;
	const delimiter = detectDelimiter(text);
	const notices = [
		...decoded.notices,
		...delimiterNotices(delimiter),
		...(windows ? [WINDOWS_NOTICE] : []),
	];
	const lineOf = lineFinder(text);
	const quoteLine = (line: number) => shorten(lineOf(line), 120);
	const bad = overlong(text, delimiter) ?? findBadQuote(text, delimiter);
	if (bad) return { table: null, delimiter, problems: [bad], notices, quoteLine };
	const reading = readWithPapa(text, delimiter, handlers);
	notices.push(...readingNotices(reading));
	const headerOnly = reading.rows === 0 && reading.ragged === 0;
	const problems = headerOnly ? [HEADER_ONLY] : [];
	return { table: reading, delimiter, problems, notices, quoteLine };
}

export const WINDOWS_NOTICE: Notice = {
	code: 'windows_line_ends',
	detail: 'Lines end as on Windows (CRLF).',
};

const HEADER_ONLY: Problem = {
	code: 'header_only',
	row: 1,
	detail: 'The file has a header and no rows.',
	remedy: 'Add one row per id; the sample submission shows how.',
};

const unreadable = (problems: Problem[]): ReadResult => ({
	table: null,
	delimiter: ',',
	problems,
	notices: [],
	quoteLine: () => '',
});

/** Lines that no table of predictions has, refused before they cost memory. */
function overlong(text: string, delimiter: Delimiter): Problem | null {
	let line = 1;
	for (let start = 0; start < text.length; line++) {
		const found = text.indexOf('\n', start);
		const end = found < 0 ? text.length : found;
		if (end - start > MAX_LINE) {
			return {
				code: 'ragged_row',
				row: line,
				detail: `Line ${grouped(line)} has ${plural(end - start, 'character')}; no row of a submission is that long.`,
				remedy: 'Write one row per line; check that the line ends were not lost.',
				line: shorten(text.slice(start, start + 200), 120),
			};
		}
		start = end + 1;
	}
	const header = text.trimStart().split('\n', 1)[0]!;
	const columns = header.split(delimiter).length;
	if (columns <= MAX_COLUMNS) return null;
	return {
		code: 'too_many_columns',
		row: 1,
		detail: `The header has ${plural(columns, 'column')}; at most ${grouped(MAX_COLUMNS)} are read.`,
		remedy: 'Send the id column and the prediction columns only, one row per id.',
		line: shorten(header, 120),
	};
}

export function readingNotices(reading: Pick<Reading, 'decimalCommas' | 'blankLines'>): Notice[] {
	const notices: Notice[] = [];
	if (reading.decimalCommas > 0) {
		const detail = `Numbers are written with a decimal comma (${plural(reading.decimalCommas, 'cell')}); 0,25 was read as 0.25.`;
		notices.push({ code: 'decimal_comma', detail, count: reading.decimalCommas });
	}
	if (reading.blankLines > 0) {
		const detail = `${plural(reading.blankLines, 'blank line was', 'blank lines were')} skipped.`;
		notices.push({ code: 'blank_lines', detail, count: reading.blankLines });
	}
	return notices;
}
