/** Are all expected ids there, once each, and no others? */
import { alignIds, type Alignment } from '../csv/align.ts';
import { explainUnknownIds } from '../csv/id-repairs.ts';
import { grouped, listed, plural, quoted } from '../csv/text.ts';
import type { Notice, Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';
import { checked, type Check } from './checks.ts';

const MAX_EXAMPLES = 5;

export interface IdResult {
	alignment: Alignment;
	problems: Problem[];
	notices: Notice[];
	check: Check;
}

export interface IdInput {
	/** Trimmed ids in file order. */
	ids: readonly string[];
	/** Line of each row. */
	lines: Int32Array;
	/** Ids of rows that were refused for another reason. */
	elsewhere: readonly string[];
	quoteLine(line: number): string;
}

type Place = Pick<Problem, 'row' | 'column' | 'count' | 'line'>;

function repeatedProblem(
	place: Place,
	first: string,
	lines: [number, number],
	examples: string[],
): Problem {
	const others = place.count! > 1 ? `; ${plural(place.count!, 'row')} repeat an id` : '';
	return {
		code: 'duplicate_id',
		...place,
		examples,
		detail: `The id ${quoted(first)} is on lines ${grouped(lines[0])} and ${grouped(lines[1])}${others}.`,
		remedy: 'Send one row per id. If a study has several images, combine their scores first.',
	};
}

function idProblems(input: IdInput, format: SubmissionFormat, found: Alignment): Problem[] {
	const { ids, lines, quoteLine } = input;
	const problems: Problem[] = [];
	const place = (rows: readonly number[], count = rows.length): Place => {
		const row = lines[rows[0]!]!;
		return { row, column: format.id, count, line: quoteLine(row) };
	};
	const firstIds = (rows: readonly number[]) => rows.slice(0, MAX_EXAMPLES).map((row) => ids[row]!);

	if (found.empty.length > 0) {
		const detail = `${plural(found.empty.length, 'row has', 'rows have')} no id.`;
		const remedy = `Fill the column ${quoted(format.id)} in every row.`;
		problems.push({ code: 'empty_id', ...place(found.empty), detail, remedy });
	}
	if (found.repeated.length > 0) {
		const rows = found.repeated.map(({ row }) => row);
		const { row, first } = found.repeated[0]!;
		const examples = [...new Set(firstIds(rows))];
		problems.push(repeatedProblem(place(rows), ids[row]!, [lines[first]!, lines[row]!], examples));
	}
	const missing = found.missing.map((at) => format.ids[at]!);
	if (found.unknown.length > 0) {
		const unknown = found.unknown.map((row) => ids[row]!);
		const what =
			unknown.length === ids.length
				? 'None of the ids is'
				: plural(unknown.length, 'id is not', 'ids are not');
		problems.push({
			code: 'unknown_id',
			...place(found.unknown),
			examples: firstIds(found.unknown),
			detail: `${what} part of this test set: ${listed(unknown)}.`,
			remedy:
				explainUnknownIds(unknown, missing) ??
				'Predict the ids of the sample submission, written as they are there, and no others.',
		});
	}
	if (missing.length > 0) {
		problems.push({
			code: 'missing_id',
			column: format.id,
			count: missing.length,
			examples: missing.slice(0, MAX_EXAMPLES),
			detail: `${plural(missing.length, 'id')} of ${grouped(format.ids.length)} ${missing.length === 1 ? 'has' : 'have'} no row: ${listed(missing)}.`,
			remedy: 'Add a row for every id of the sample submission.',
		});
	}
	return problems;
}

export const ROW_ORDER: Notice = {
	code: 'row_order',
	detail: 'The rows are in another order than the sample submission; they were matched by id.',
};

export const idsCheck = (found: number, { ids }: SubmissionFormat, failed: boolean): Check =>
	checked('ids', failed, `${grouped(found)} of ${plural(ids.length, 'id')} found.`);

/** Joins the rows of a submission to the expected ids and says what does not fit. */
export function checkIds(
	input: IdInput,
	format: SubmissionFormat,
	rowOf: ReadonlyMap<string, number>,
): IdResult {
	const alignment = alignIds(input.ids, format.ids, rowOf, input.elsewhere);
	const problems = idProblems(input, format, alignment);
	const matched = format.ids.length - alignment.missing.length;
	const notices = problems.length === 0 && !alignment.sameOrder ? [ROW_ORDER] : [];
	return { alignment, problems, notices, check: idsCheck(matched, format, problems.length > 0) };
}
