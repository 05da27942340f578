/** What can be wrong with a header. The row is added by the caller. */
import { duplicateColumns } from '../csv/columns.ts';
import { nearestName, normalised } from '../csv/nearest.ts';
import { listed, quoted } from '../csv/text.ts';
import type { Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';

export function missingId(names: string[], format: SubmissionFormat): Problem {
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

export function missingLabel(
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

/** Classes alone, where the ranking metric needs to know how sure they are. */
export const missingScores = (classColumn: string, { labels }: SubmissionFormat): Problem => ({
	code: 'missing_scores',
	column: classColumn,
	detail: `The file names one class per row in ${quoted(classColumn)} and has no scores; the ranking metric needs a score for every class.`,
	remedy: `Add a column with a score for each of the classes: ${listed(labels, labels.length, 8)}.`,
});

export function duplicates(names: string[]): Problem[] {
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

/** The first line holds ids that are expected in rows: the header is missing. */
export function noHeader(names: string[], rowOf: ReadonlyMap<string, number>): Problem | null {
	const id = names.find((name) => rowOf.has(name));
	if (id === undefined) return null;
	return {
		code: 'missing_id_column',
		detail: `The first line is a row of data (it holds the id ${quoted(id)}), not column names.`,
		remedy: 'Add a header: the first line of the sample submission.',
	};
}
