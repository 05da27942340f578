/** Gathers what is wrong with the files of a data set: a thousand of one kind become one problem. */
import { shorten } from '#scorer/csv/text';
import type { ImportProblem, ImportProblemCode } from '../types.ts';

const MAX_EXAMPLES = 5;

/** One kind of fault, and what is said of it. */
export interface Fault {
	code: ImportProblemCode;
	detail(count: number, examples: readonly string[]): string;
	remedy: string;
}

export interface FaultPlace {
	file: string;
	/** Line of the file as an editor counts it. */
	row?: number;
	column?: string;
	/** The offending value. */
	example?: string;
	/** The offending line. */
	line?: string;
}

interface Entry extends FaultPlace {
	fault: Fault;
	count: number;
	examples: string[];
}

/** Counts per fault, file and column, with the place of the first and a few examples. */
export class Faults {
	private readonly entries = new Map<string, Entry>();
	private readonly others: ImportProblem[] = [];

	add(fault: Fault, place: FaultPlace): void {
		const key = `${fault.code}\0${fault.remedy}\0${place.file}\0${place.column ?? ''}`;
		let entry = this.entries.get(key);
		if (!entry) this.entries.set(key, (entry = { ...place, fault, count: 0, examples: [] }));
		entry.count++;
		if (place.example && entry.examples.length < MAX_EXAMPLES) {
			const example = shorten(place.example, 60);
			if (!entry.examples.includes(example)) entry.examples.push(example);
		}
	}

	/** A problem that is worded already. */
	push(...problems: ImportProblem[]): void {
		this.others.push(...problems);
	}

	get isEmpty(): boolean {
		return this.entries.size === 0 && this.others.length === 0;
	}

	problems(): ImportProblem[] {
		const gathered = [...this.entries.values()].map((entry): ImportProblem => {
			const { fault, file, row, column, count, examples, line } = entry;
			return {
				code: fault.code,
				file,
				...(row === undefined ? {} : { row }),
				...(column === undefined ? {} : { column }),
				detail: fault.detail(count, examples),
				remedy: fault.remedy,
				count,
				...(examples.length ? { examples } : {}),
				...(line === undefined ? {} : { line: shorten(line, 120) }),
			};
		});
		return [...this.others, ...gathered];
	}
}
