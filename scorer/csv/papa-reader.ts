/** The reader of record: papaparse, block by block, straight into columns. */
import Papa from 'papaparse';
import type { Delimiter } from './dialect.ts';
import { parseDecimal, parseDecimalComma } from './number.ts';
import type { ColumnPlan, Reading, TableHandlers } from './table.ts';

/** Characters per block: memory stays near the columns' size, and progress moves. */
const BLOCK = 1 << 21;

/** Columns that grow by doubling. */
class Growing {
	rows = 0;
	lines: Int32Array;
	readonly numbers: Float64Array[];
	readonly text: string[][];
	readonly plan: ColumnPlan;
	private capacity = 1024;

	constructor(plan: ColumnPlan) {
		this.plan = plan;
		this.lines = new Int32Array(this.capacity);
		this.numbers = plan.numbers.map(() => new Float64Array(this.capacity));
		this.text = plan.text.map(() => []);
	}

	/** Makes room for one more row and returns its number. */
	next(line: number): number {
		if (this.rows === this.capacity) {
			this.capacity *= 2;
			const lines = new Int32Array(this.capacity);
			lines.set(this.lines);
			this.lines = lines;
			this.numbers.forEach((old, i) => {
				this.numbers[i] = new Float64Array(this.capacity);
				this.numbers[i].set(old);
			});
		}
		this.lines[this.rows] = line;
		return this.rows++;
	}
}

const isBlank = (row: string[]): boolean => row.every((cell) => cell.trim() === '');

const countLineFeeds = (row: string[]): number =>
	row.reduce((count, cell) => count + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

class PapaReading {
	columns: Growing | null = null;
	blankLines = 0;
	decimalCommas = 0;
	ragged = 0;
	private line = 0;
	private width = 0;
	private lastBlank = false;
	private readonly comma: boolean;
	private readonly quotes: boolean;
	private readonly handlers: TableHandlers;

	constructor(text: string, delimiter: Delimiter, handlers: TableHandlers) {
		this.comma = delimiter !== ',';
		this.quotes = text.includes('"');
		this.handlers = handlers;
	}

	/** Takes one row of cells; the header is the first that is not blank. */
	take(row: string[]): void {
		const line = this.line + 1;
		this.line += 1 + (this.quotes ? countLineFeeds(row) : 0);
		// Only a row that begins with an empty cell can be blank.
		this.lastBlank = row[0]!.trim() === '' && isBlank(row);
		if (this.lastBlank) this.blankLines++;
		else if (!this.columns) {
			this.width = row.length;
			this.columns = new Growing(
				this.handlers.header(
					row.map((name) => name.trim()),
					line,
				),
			);
		} else if (row.length !== this.width) {
			this.ragged++;
			this.handlers.raggedRow(line, row, this.width);
		} else this.store(this.columns, row, line);
	}

	private store(columns: Growing, row: string[], line: number): void {
		const at = columns.next(line);
		const { plan } = columns;
		for (let i = 0; i < plan.numbers.length; i++) {
			const cell = row[plan.numbers[i]!]!;
			let value = parseDecimal(cell);
			if (value !== value) value = this.retry(cell, line, plan.numbers[i]!);
			columns.numbers[i]![at] = value;
		}
		for (let i = 0; i < plan.text.length; i++) {
			columns.text[i]!.push(row[plan.text[i]!]!.trim());
		}
	}

	private retry(cell: string, line: number, column: number): number {
		const value = this.comma ? parseDecimalComma(cell) : NaN;
		if (value === value) this.decimalCommas++;
		else this.handlers.badCell(line, column, cell);
		return value;
	}

	result(endsWithLineFeed: boolean): Reading {
		// The line feed that ends the file is followed by nothing, which papaparse returns as a row.
		const trailing = endsWithLineFeed && this.lastBlank ? 1 : 0;
		const { columns } = this;
		return {
			rows: columns?.rows ?? 0,
			lines: columns?.lines.subarray(0, columns.rows) ?? new Int32Array(0),
			text: new Map(columns?.plan.text.map((column, i) => [column, columns.text[i]!])),
			numbers: new Map(
				columns?.plan.numbers.map((column, i) => [
					column,
					columns.numbers[i]!.subarray(0, columns.rows),
				]),
			),
			blankLines: this.blankLines - trailing,
			decimalCommas: this.decimalCommas,
			ragged: this.ragged,
		};
	}
}

/** Reads text with \n line ends whose quotes are well formed (see quotes.ts). */
export function readWithPapa(text: string, delimiter: Delimiter, handlers: TableHandlers): Reading {
	const reading = new PapaReading(text, delimiter, handlers);
	// Returns when everything has been read: the types know `chunk` without `complete` for streams only.
	Papa.parse<string[]>(text, {
		delimiter,
		newline: '\n',
		chunkSize: BLOCK,
		chunk({ data, meta }: Papa.ParseResult<string[]>) {
			for (const row of data) reading.take(row);
			handlers.progress?.(Math.min(1, meta.cursor / text.length));
		},
	} as Papa.ParseConfig<string[]>);
	return reading.result(text.endsWith('\n'));
}
