/** Rows of a file's bytes, put where the expected ids have them. */
import type { AlignedPlan } from './byte-reader.ts';
import { CellTexts } from './cell-texts.ts';
import { DecimalCells } from './decimal.ts';
import type { Delimiter } from './dialect.ts';
import type { ExpectedIds } from './expected-ids.ts';
import { MAX_CELL } from './quotes.ts';
import { MAX_LINE } from './table.ts';

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;

/** Bytes between two calls of `progress`. */
const STEP = 1 << 19;

/** What to do with each cell of a row: the index of its column in the plan, or one of these. */
const SKIP = -1;
const ID = -2;
const TEXT = -3;

function rolesOf(width: number, plan: AlignedPlan): Int32Array {
	const roles = new Int32Array(width).fill(SKIP);
	plan.numbers.forEach((column, i) => (roles[column] = i));
	plan.text.forEach((column, i) => (roles[column] = TEXT - i));
	roles[plan.id] = ID;
	return roles;
}

/** Reads the rows of one file into columns. */
export class AlignedRows {
	sameOrder = true;
	windows = false;
	blankLines = 0;
	commas = 0;
	/** Columns of numbers, one behind the other: one array is faster to write to than several. */
	private readonly values: Float64Array;
	readonly text: string[][];
	private rows = 0;
	private texts!: CellTexts;
	private idEnd = 0;
	private readonly roles: Int32Array;
	private readonly delimiter: number;
	private readonly seen: Uint8Array;
	private readonly ids: ExpectedIds;
	private readonly idColumn: number;

	constructor(width: number, plan: AlignedPlan, delimiter: Delimiter, ids: ExpectedIds) {
		this.roles = rolesOf(width, plan);
		this.delimiter = delimiter.charCodeAt(0);
		this.ids = ids;
		this.idColumn = plan.id;
		this.seen = new Uint8Array(ids.size);
		this.values = new Float64Array(plan.numbers.length * ids.size);
		this.text = plan.text.map(() => new Array<string>(ids.size));
	}

	/** The numeric column at this place of the plan. */
	column(i: number): Float64Array {
		const { size } = this.ids;
		return this.values.subarray(i * size, (i + 1) * size);
	}

	get complete(): boolean {
		return this.rows === this.ids.size;
	}

	/**
	 * Reads lines from `start` to the end of the bytes, which must be a line feed.
	 * @returns false where something is odd
	 */
	read(bytes: Uint8Array, start: number, progress: (at: number) => void): boolean {
		const cells = new DecimalCells(bytes, this.delimiter);
		this.texts = new CellTexts(bytes);
		let told = start;
		for (let at = start; at < bytes.length;) {
			const blank = this.blankEnd(bytes, at);
			const end = blank > at ? blank : this.row(bytes, at, cells);
			if (end < 0 || end - at > MAX_LINE) return false;
			at = end;
			if (at - told < STEP) continue;
			told = at;
			progress(at);
		}
		this.commas += cells.commas;
		return true;
	}

	/** Where a line without anything ends; `at` itself where there is something. */
	private blankEnd(bytes: Uint8Array, at: number): number {
		const returns = bytes[at] === RETURN ? 1 : 0;
		if (bytes[at + returns] !== LINE_FEED) return at;
		if (returns > 0) this.windows = true;
		this.blankLines++;
		return at + returns + 1;
	}

	/** Reads one row. @returns where the next one begins, or -1 */
	private row(bytes: Uint8Array, start: number, cells: DecimalCells): number {
		const { roles, delimiter, idColumn, values } = this;
		const { size } = this.ids;
		const last = roles.length - 1;
		// Where the row goes is known once its id has been read: usually first, otherwise looked up ahead.
		let target = -1;
		let at = start;
		if (idColumn > 0 && (target = this.targetAhead(bytes, start)) < 0) return -1;
		for (let column = 0; column <= last; column++) {
			const role = roles[column]!;
			if (role >= 0) {
				const value = cells.read(at);
				if (value !== value) return -1;
				values[role * size + target] = value;
				at = cells.end;
			} else if (role === ID) {
				if (target < 0 && (target = this.targetOf(bytes, at)) < 0) return -1;
				at = this.idEnd;
			} else {
				const end = this.cellEnd(bytes, at, role === SKIP ? 127 : 255);
				if (end < 0) return -1;
				if (role <= TEXT && !this.take(TEXT - role, target, bytes, at, end)) return -1;
				at = end;
			}
			if (column < last && bytes[at++] !== delimiter) return -1;
		}
		if (bytes[at] === RETURN) {
			this.windows = true;
			at++;
		}
		return bytes[at] === LINE_FEED ? at + 1 : -1;
	}

	/** The expected row of the id at `start`, which must not have occurred before; -1 otherwise. */
	private targetOf(bytes: Uint8Array, start: number): number {
		const { ids, rows, delimiter, seen } = this;
		if (rows === seen.length) return -1;
		const quoted = bytes[start] === QUOTE;
		const from = quoted ? start + 1 : start;
		let target = rows;
		let end = ids.match(rows, bytes, from);
		// Longer than the expected id, as 12 after 1, or another id: look it up.
		if (end < 0 || !this.endsAt(bytes, end, quoted)) {
			end = from;
			const stop = quoted ? QUOTE : delimiter;
			while (bytes[end] !== stop && bytes[end] !== LINE_FEED && bytes[end] !== RETURN) end++;
			if (!this.endsAt(bytes, end, quoted)) return -1;
			target = ids.find(bytes, from, end);
			if (target < 0) return -1;
			this.sameOrder = false;
		}
		if (seen[target] === 1) return -1;
		seen[target] = 1;
		this.rows++;
		this.idEnd = quoted ? end + 1 : end;
		return target;
	}

	private endsAt(bytes: Uint8Array, end: number, quoted: boolean): boolean {
		if (quoted && bytes[end++] !== QUOTE) return false;
		const byte = bytes[end];
		return byte === this.delimiter || byte === LINE_FEED || byte === RETURN;
	}

	/** The target of a row whose id is not in the first column. */
	private targetAhead(bytes: Uint8Array, start: number): number {
		let at = start;
		for (let column = 0; column < this.idColumn; column++) {
			at = this.cellEnd(bytes, at, 255);
			if (at < 0 || bytes[at++] !== this.delimiter) return -1;
		}
		return this.targetOf(bytes, at);
	}

	/**
	 * The end of a cell that is no number, or -1 where it needs the reader of record.
	 * @param highest byte that is let through: what is skipped over must be ASCII, as nobody decodes it
	 */
	private cellEnd(bytes: Uint8Array, start: number, highest: number): number {
		const { delimiter } = this;
		const quoted = bytes[start] === QUOTE;
		for (let at = quoted ? start + 1 : start; ; at++) {
			const byte = bytes[at]!;
			if (byte === LINE_FEED || byte === RETURN) return quoted ? -1 : at;
			if (byte === delimiter && !quoted) return at;
			if (byte > highest || byte === 0 || at - start > MAX_CELL) return -1;
			if (byte === QUOTE) return quoted && this.endsAt(bytes, at, true) ? at + 1 : -1;
		}
	}

	/** Stores a text cell; false where it is no UTF-8. */
	private take(column: number, target: number, bytes: Uint8Array, at: number, end: number) {
		const quoted = bytes[at] === QUOTE ? 1 : 0;
		const text = this.texts.of(at + quoted, end - quoted);
		if (text === null) return false;
		this.text[column]![target] = text;
		return true;
	}
}
