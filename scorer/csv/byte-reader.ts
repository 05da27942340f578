/**
 * The fast reader: from bytes straight to columns in the expected row order, in one pass, without
 * making strings of ids and numbers. It takes files that leave nothing to be said: every row has its
 * cells, every expected id occurs once, every number is one. At the first thing that is odd it gives
 * up, and papaparse, the reader of record, reads the file from the start and words the problem.
 */
import Papa from 'papaparse';
import { AlignedRows } from './aligned-rows.ts';
import { isPlainText, startsWithMark } from './decode.ts';
import { detectDelimiter, type Delimiter } from './dialect.ts';
import type { ExpectedIds } from './expected-ids.ts';
import { findBadQuote } from './quotes.ts';
import { MAX_COLUMNS, MAX_LINE, type ColumnPlan } from './table.ts';

const LINE_FEED = 10;
const RETURN = 13;

export interface AlignedPlan extends ColumnPlan {
	/** The column that is joined to the expected ids. */
	id: number;
}

export interface AlignedHandlers {
	/** Called once with the trimmed column names; null gives up. */
	header(names: string[]): AlignedPlan | null;
	progress?(fraction: number): void;
}

/** Columns in the order of the expected ids, each of which has one row. */
export interface AlignedColumns {
	delimiter: Delimiter;
	text: Map<number, string[]>;
	numbers: Map<number, Float64Array>;
	/** The file has the rows in that order too. */
	sameOrder: boolean;
	byteOrderMark: boolean;
	windowsLineEnds: boolean;
	blankLines: number;
	decimalCommas: number;
}

interface Header {
	names: string[];
	delimiter: Delimiter;
	/** Where the rows begin. */
	end: number;
	windows: boolean;
}

/** The first line; null where it is no header on one line. */
function readHeader(bytes: Uint8Array, start: number): Header | null {
	const feed = bytes.indexOf(LINE_FEED, start);
	if (feed < 0 || feed - start > MAX_LINE) return null;
	const windows = bytes[feed - 1] === RETURN;
	let line: string;
	try {
		line = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
			bytes.subarray(start, windows ? feed - 1 : feed),
		);
	} catch {
		return null;
	}
	if (line.startsWith('\uFEFF') || /[\r\0]/.test(line)) return null;
	// After an odd number of quotes the delimiter is looked for beyond the line.
	if (line.split('"').length % 2 === 0) return null;
	const delimiter = detectDelimiter(line);
	if (line.split(delimiter).length > MAX_COLUMNS || findBadQuote(line, delimiter)) return null;
	const [cells] = Papa.parse<string[]>(line, { delimiter, newline: '\n' }).data;
	const names = (cells ?? []).map((name) => name.trim());
	if (names.every((name) => name === '')) return null;
	return { names, delimiter, end: feed + 1, windows };
}

/** With the last line's end where the file has none, so that every scan stops. */
function split(bytes: Uint8Array): [lines: Uint8Array, rest: Uint8Array] {
	const end = bytes.lastIndexOf(LINE_FEED) + 1;
	const rest = new Uint8Array(bytes.length - end + 1);
	rest.set(bytes.subarray(end));
	rest[rest.length - 1] = LINE_FEED;
	return [bytes.subarray(0, end), rest];
}

/**
 * Reads a file into columns in the order of the expected ids.
 * @returns null where anything is to be said of the file that is not in the result
 */
export function readAligned(
	bytes: Uint8Array,
	ids: ExpectedIds,
	handlers: AlignedHandlers,
): AlignedColumns | null {
	if (!isPlainText(bytes)) return null;
	const byteOrderMark = startsWithMark(bytes);
	const header = readHeader(bytes, byteOrderMark ? 3 : 0);
	const plan = header && handlers.header(header.names);
	if (!header || !plan) return null;
	const { delimiter } = header;
	const rows = new AlignedRows(header.names.length, plan, delimiter, ids);
	const [lines, rest] = split(bytes);
	const progress = (at: number) => handlers.progress?.(at / bytes.length);
	if (!rows.read(lines, header.end, progress)) return null;
	if (rest.length > 1 && !rows.read(rest, 0, () => undefined)) return null;
	if (!rows.complete) return null;
	return {
		delimiter,
		text: new Map(plan.text.map((column, i) => [column, rows.text[i]!])),
		numbers: new Map(plan.numbers.map((column, i) => [column, rows.column(i)])),
		sameOrder: rows.sameOrder,
		byteOrderMark,
		windowsLineEnds: header.windows || rows.windows,
		blankLines: rows.blankLines,
		decimalCommas: rows.commas,
	};
}
