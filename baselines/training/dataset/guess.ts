/** What a table seems to hold, where nobody said: its task, its labels, its id column. */
import type { TextTable } from '../../data/read/text-table.ts';
import type { Task } from '../../data/types.ts';

/** What was said of a data set. */
export interface DataWishes {
	task?: Task | undefined;
	labels?: readonly string[] | undefined;
	/** Column of classes. */
	target?: string | undefined;
}

export interface LabelGuess {
	task: Task;
	labels: readonly string[];
	target?: string;
}

/** Columns that are about an image and never a label, in lower case without blanks and underscores. */
const ABOUT =
	/^(id|image(id|index)?|study|file(name|path)?|path|patient(id|age|sex|gender)?|groupid|subject(id)?|split|set|fold|age|sex|gender|view(position)?|usage)$/;
/** Columns that hold class names where no column holds 0 and 1. */
const CLASSES = /^(class|label|target|diagnosis)$/;
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
const BINARY = new Set(['0', '1', '0.0', '1.0', '-1', '-1.0', '']);

/** Columns of 0 and 1; one of zeros alone is a finding that nobody here has. */
function binaryColumns({ names, columns }: TextTable): string[] {
	return names.filter((name) => {
		if (ABOUT.test(plain(name))) return false;
		const cells = columns.get(name)!;
		return (
			cells.every((cell) => BINARY.has(cell)) &&
			cells.some((cell) => Number(cell) >= 0 && cell !== '')
		);
	});
}

/**
 * The task and its labels; a text that says what to do where they cannot be told.
 * Several columns of 0 and 1 are findings, one is a binary task; without any, a column `class`, `label`,
 * `target` or `diagnosis` holds classes, and another column of names must be named.
 */
export function guessLabels(
	table: TextTable,
	{ task, labels, target }: DataWishes,
): LabelGuess | string {
	if (target !== undefined) {
		const cells = table.columns.get(target);
		const classes = labels ?? [...new Set(cells ?? [])].filter((cell) => cell !== '').sort();
		const known = task ?? (classes.length === 1 ? 'binary' : 'multiclass');
		if (known === 'binary' && classes.length !== 1)
			return `Name the positive class of "${target}" with --labels; its values are ${classes.join(', ')}.`;
		if (known === 'multilabel')
			return 'A column of classes gives each image one class: that is no multi-label task.';
		return { task: known, labels: classes, target };
	}
	const found = labels ?? binaryColumns(table);
	const named = found.length ? undefined : table.names.find((name) => CLASSES.test(plain(name)));
	if (named !== undefined) return guessLabels(table, { task, labels, target: named });
	if (!found.length)
		return `No column holds 0 and 1. Name a column of classes with --target; columns are ${table.names.join(', ')}.`;
	const known = task ?? (found.length === 1 ? 'binary' : 'multilabel');
	if (known === 'binary' && found.length !== 1)
		return `A binary task has one label; there are ${found.length}. Name one with --labels.`;
	return { task: known, labels: found };
}
