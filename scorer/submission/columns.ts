/** Which columns of a submission are which. */
import { findColumn, matchColumns } from '../csv/columns.ts';
import { grouped, plural, quoted } from '../csv/text.ts';
import type { Notice, Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';
import { affixNotice, extraNotice, looseNotice, orderNotice } from './column-notices.ts';
import { duplicates, missingId, missingLabel, missingScores, noHeader } from './column-problems.ts';

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
const labelWord = (format: SubmissionFormat, n: number): string =>
	format.task === 'multilabel'
		? plural(n, 'finding')
		: format.task === 'multiclass'
			? plural(n, 'class', 'classes')
			: plural(n, 'score column');

/** Everything wrong with a header; a missing header alone, as all else would follow from it. */
function headerProblems(
	columns: Pick<SubmissionColumns, 'names' | 'id' | 'labels' | 'class'>,
	format: SubmissionFormat,
	rowOf: () => ReadonlyMap<string, number>,
): Problem[] {
	const { names, id, labels, class: classColumn } = columns;
	const scored = labels.filter((column) => column >= 0);
	if (id < 0 && scored.length === 0) {
		const headless = noHeader(names, rowOf());
		if (headless) return [headless];
	}
	const problems = duplicates(names);
	if (id < 0) problems.push(missingId(names, format));
	if (scored.length === 0 && classColumn >= 0) {
		return format.needsScores
			? [...problems, missingScores(names[classColumn]!, format)]
			: problems;
	}
	const used = new Set([id, classColumn, ...scored]);
	const free = names.filter((name, column) => name !== '' && !used.has(column));
	const className = classColumn < 0 || format.needsScores ? undefined : names[classColumn];
	format.labels.forEach((label, k) => {
		if (labels[k]! < 0) problems.push(missingLabel(label, free, format, className));
	});
	return problems;
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
	rowOf: () => ReadonlyMap<string, number>,
	line: number,
): SubmissionColumns {
	const id = findColumn(names, format.id);
	const match = matchColumns(names, format.labels, id);
	const classColumn = findClassColumn(names, format, [id, ...match.columns]);
	const scored = match.columns.filter((column) => column >= 0);
	const columns = { names, id, labels: match.columns, class: classColumn };

	const problems = headerProblems(columns, format, rowOf);
	const loose: [string, string][] =
		id >= 0 && names[id] !== format.id ? [[format.id, names[id]!]] : [];
	const notices = [...affixNotice(match), ...looseNotice([...loose, ...match.loose])];
	if (problems.length === 0) {
		notices.push(...extraNotice(names, new Set([id, classColumn, ...scored])));
		notices.push(...orderNotice([id, ...scored]));
	}
	const detail =
		scored.length === 0 && classColumn >= 0
			? `Classes in ${quoted(names[classColumn]!)}.`
			: `${grouped(scored.length)} of ${labelWord(format, format.labels.length)} found.`;
	return {
		...columns,
		problems: problems.map((problem) => ({ ...problem, row: line })),
		notices,
		detail,
	};
}
