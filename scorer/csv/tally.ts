/** Gathers what is wrong with cells and rows: a thousand of one kind become one problem. */
import type { Problem, ProblemCode } from '../problems.ts';
import { shorten } from './text.ts';

const MAX_EXAMPLES = 5;

interface Entry {
	code: ProblemCode;
	column?: string;
	count: number;
	/** Line of the first. */
	row?: number;
	examples: string[];
	rows: number[];
}

export type Wording = (entry: Readonly<Entry>) => Pick<Problem, 'detail' | 'remedy'>;

/** Counts per code and column, with the first few places. */
export class Tally {
	private readonly entries = new Map<string, Entry>();

	/** `example` is the offending value; an empty one is not worth showing. */
	add(code: ProblemCode, place: { row?: number; column?: string; example?: string }): void {
		const key = `${code}\0${place.column ?? ''}`;
		let entry = this.entries.get(key);
		if (!entry) {
			entry = { code, count: 0, examples: [], rows: [] };
			if (place.column !== undefined) entry.column = place.column;
			if (place.row !== undefined) entry.row = place.row;
			this.entries.set(key, entry);
		}
		entry.count++;
		if (place.row !== undefined && entry.rows.length < MAX_EXAMPLES) entry.rows.push(place.row);
		if (place.example && entry.examples.length < MAX_EXAMPLES) {
			const example = shorten(place.example, 60);
			if (!entry.examples.includes(example)) entry.examples.push(example);
		}
	}

	get isEmpty(): boolean {
		return this.entries.size === 0;
	}

	has(...codes: ProblemCode[]): boolean {
		return [...this.entries.values()].some((entry) => codes.includes(entry.code));
	}

	/** One problem per code and column, in the order in which they were first met. */
	problems(wording: Wording, quoteLine: (line: number) => string): Problem[] {
		return [...this.entries.values()].map((entry) => ({
			code: entry.code,
			...(entry.row === undefined ? {} : { row: entry.row }),
			...(entry.column === undefined ? {} : { column: entry.column }),
			...wording(entry),
			count: entry.count,
			...(entry.examples.length === 0 ? {} : { examples: entry.examples }),
			...(entry.row === undefined ? {} : { line: quoteLine(entry.row) }),
		}));
	}
}
