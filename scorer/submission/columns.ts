/** Which columns of a submission are which. */
import { duplicateColumns, findColumn, matchColumns, type ColumnMatch } from '../csv/columns.ts';
import { nearestName, normalised } from '../csv/nearest.ts';
import { grouped, listed, plural, quoted } from '../csv/text.ts';
import type { Notice, Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';

export interface SubmissionColumns {
	names: string[];
	/** -1 where there is none. */
	id: number;
	/** Column per label, -1 where there is none; all -1 where only classes were sent. */
	labels: number[];
	/** Multiclass: the column that names a class, or -1. */
	class: number;
	problems: Problem[];
	notices: Notice[];
	detail: string;
}

/** Accepted for a column that names a class, besides the solution's own name for it. */
const CLASS_NAMES = ['class', 'label', 'prediction', 'predicted'];

function findClassColumn(names: string[], format: SubmissionFormat, taken: number[]): number {
	if (format.task !== 'multiclass') return -1;
	const wanted = format.target === undefined ? CLASS_NAMES : [format.target, ...CLASS_NAMES];
	for (const name of wanted) {
		const column = findColumn(names, name);
		if (column >= 0 && !taken.includes(column)) return column;
	}
	return -1;
}

/** "findings", "classes" or "score": what the labels are called to a participant. */
export const labelWord = (format: SubmissionFormat, n: number): string =>
	format.task === 'multilabel'
		? plural(n, 'finding')
		: format.task === 'multiclass'
			? plural(n, 'class', 'classes')
			: plural(n, 'score column');

function missingId(names: string[], format: SubmissionFormat): Problem {
	const near = nearestName(format.id, names);
	return {
		code: 'missing_id_column',
		column: format.id,
		detail: `There is no column ${quoted(format.id)}; the file has ${listed(names, names.length, 5)}.`,
		remedy:
			near === undefined
				? `Name the column that holds the ids ${quoted(format.id)}.`
				: `Rename ${quoted(near)} to ${quoted(format.id)}.`,
	};
}

function missingLabel(
	label: string,
	free: string[],
	format: SubmissionFormat,
	classColumn: string | undefined,
): Problem {
	const near = nearestName(label, free);
	const twins = free.filter((name) => normalised(name) === normalised(label));
	const rename =
		twins.length > 1
			? `${listed(twins)} cannot be told apart: name one of them ${quoted(label)} exactly.`
			: near === undefined
				? `Add a column named ${quoted(label)} with a score in every row.`
				: `Did you mean ${quoted(near)}? Rename it to ${quoted(label)}.`;
	const instead =
		classColumn === undefined
			? ''
			: ` Or send ${quoted(classColumn)} alone, without scores per class.`;
	const what = format.task === 'multiclass' ? 'class' : 'label';
	return {
		code: 'missing_column',
		column: label,
		detail: `There is no column for the ${what} ${quoted(label)}.`,
		remedy: rename + instead,
	};
}

function duplicates(names: string[]): Problem[] {
	const repeated = duplicateColumns(names);
	if (repeated.length === 0) return [];
	const [name, columns] = repeated[0]!;
	return [
		{
			code: 'duplicate_column',
			column: name,
			detail: `${listed(repeated.map(([each]) => each))} ${repeated.length === 1 ? 'names' : 'each name'} more than one column (columns ${columns
				.slice(0, 5)
				.map((c) => c + 1)
				.join(', ')}).`,
			remedy: 'Keep one of them and remove or rename the others.',
			count: repeated.length,
			examples: repeated.slice(0, 5).map(([each]) => each),
		},
	];
}

function affixNotice({ affix }: ColumnMatch): Notice[] {
	if (!affix) return [];
	const where = [
		affix.prefix ? `begins with ${quoted(affix.prefix)}` : '',
		affix.suffix ? `ends with ${quoted(affix.suffix)}` : '',
	];
	const detail = `Every score column ${where.filter(Boolean).join(' and ')}; the rest was taken as the label.`;
	return [{ code: 'column_prefix', detail }];
}

function looseNotice(pairs: [name: string, column: string][]): Notice[] {
	if (pairs.length === 0) return [];
	const shown = pairs.slice(0, 3).map(([name, column]) => `${quoted(column)} as ${quoted(name)}`);
	const more = pairs.length > 3 ? ` and ${grouped(pairs.length - 3)} more` : '';
	const detail = `Read although case, spaces or underscores differ: ${shown.join(', ')}${more}.`;
	return [{ code: 'column_name_normalised', detail, count: pairs.length }];
}

function extraNotice(names: string[], used: Set<number>): Notice[] {
	const extra = names.filter((_, column) => !used.has(column));
	if (extra.length === 0) return [];
	const shown = extra.map((name) => name || '(without a name)');
	const detail = `${plural(extra.length, 'column was', 'columns were')} not needed and ignored: ${listed(shown)}.`;
	return [{ code: 'extra_columns', detail, count: extra.length }];
}

function orderNotice(columns: number[]): Notice[] {
	const inOrder = columns.every((column, i) => i === 0 || columns[i - 1]! < column);
	const detail =
		'The columns are in another order than the sample submission; they were matched by name.';
	return inOrder ? [] : [{ code: 'column_order', detail }];
}

/** The first line holds ids that are expected in rows: the header is missing. */
function noHeader(names: string[], rowOf: ReadonlyMap<string, number>): Problem | null {
	const id = names.find((name) => rowOf.has(name));
	if (id === undefined) return null;
	return {
		code: 'missing_id_column',
		detail: `The first line is a row of data (it holds the id ${quoted(id)}), not column names.`,
		remedy: 'Add a header: the first line of the sample submission.',
	};
}

/** The label columns of a multiclass file that names classes instead count for nothing. */
function chooseLabels(match: ColumnMatch, classColumn: number): ColumnMatch {
	const none = match.columns.every((column) => column < 0);
	return none && classColumn >= 0 ? { ...match, columns: match.columns.map(() => -1) } : match;
}

/**
 * Reads a header. Multiclass: complete class scores are used, and a class column beside them is
 * kept for comparison; without any score column, a class column stands alone.
 * @param rowOf expected row by id, to notice a first line that is data
 * @param line of the header in the file
 */
export function matchSubmission(
	names: string[],
	format: SubmissionFormat,
	rowOf: ReadonlyMap<string, number>,
	line: number,
): SubmissionColumns {
	const none = { names, id: -1, labels: format.labels.map(() => -1), class: -1 };
	const headless = noHeader(names, rowOf);
	if (headless) {
		return { ...none, problems: [{ ...headless, row: line }], notices: [], detail: 'No header.' };
	}

	const id = findColumn(names, format.id);
	const all = matchColumns(names, format.labels, id);
	const classColumn = findClassColumn(names, format, [id, ...all.columns]);
	const match = chooseLabels(all, classColumn);
	const scored = match.columns.filter((column) => column >= 0);
	const classOnly = scored.length === 0 && classColumn >= 0;

	const used = new Set([id, classColumn, ...scored]);
	const free = names.filter((name, column) => name !== '' && !used.has(column));
	const problems = duplicates(names);
	if (id < 0) problems.push(missingId(names, format));
	if (!classOnly) {
		const className = classColumn < 0 ? undefined : names[classColumn];
		format.labels.forEach((label, k) => {
			if (match.columns[k]! < 0) problems.push(missingLabel(label, free, format, className));
		});
	}
	const loose: [string, string][] =
		id >= 0 && names[id] !== format.id ? [[format.id, names[id]!]] : [];
	const complete = problems.length === 0;
	return {
		names,
		id,
		labels: match.columns,
		class: classColumn,
		problems: problems.map((problem) => ({ ...problem, row: line })),
		notices: [
			...affixNotice(match),
			...looseNotice([...loose, ...match.loose]),
			...(complete ? extraNotice(names, used) : []),
			...(complete ? orderNotice([id, ...scored]) : []),
		],
		detail: classOnly
			? `Classes in ${quoted(names[classColumn]!)}.`
			: `${grouped(scored.length)} of ${labelWord(format, format.labels.length)} found.`,
	};
}
