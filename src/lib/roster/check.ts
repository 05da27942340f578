/** What can be wrong with the rows of a roster. */
import { z } from 'zod';
import type { RosterProblem, RosterRow } from './types.ts';

const MAX_ROWS = 5000;
const Email = z.email();

/** The line where a value was seen first, for values that may be there once. */
function repeated(
	rows: readonly RosterRow[],
	valueOf: (row: RosterRow) => string | null,
	problem: (row: RosterRow, value: string, first: number) => RosterProblem,
): RosterProblem[] {
	const seen = new Map<string, number>();
	return rows.flatMap((row) => {
		const value = valueOf(row);
		if (!value) return [];
		const first = seen.get(value);
		if (first !== undefined) return [problem(row, value, first)];
		seen.set(value, row.line);
		return [];
	});
}

function cellProblems(row: RosterRow): RosterProblem[] {
	const problems: RosterProblem[] = [];
	const place = { row: row.line };
	if (!row.name)
		problems.push({
			...{ code: 'empty_cell', column: 'name', ...place },
			detail: `Line ${row.line} has no name.`,
			remedy: 'Write the name, or take the line out.',
		});
	if (!row.email)
		problems.push({
			...{ code: 'empty_cell', column: 'email', ...place },
			detail: `Line ${row.line} has no e-mail address.`,
			remedy: 'Write the address that the student will sign in with.',
		});
	else if (!Email.safeParse(row.email).success)
		problems.push({
			...{ code: 'bad_email', column: 'email', ...place },
			detail: `"${row.email}" on line ${row.line} is no e-mail address.`,
			remedy: 'Write it as name@university.edu.',
		});
	return problems;
}

/** All problems, by line. */
export function rowProblems(rows: readonly RosterRow[]): RosterProblem[] {
	if (rows.length > MAX_ROWS) {
		const detail = `The roster has ${rows.length} students; at most ${MAX_ROWS} are taken.`;
		return [{ code: 'roster_too_long', detail, remedy: 'Divide it into several classes.' }];
	}
	const problems = [
		...rows.flatMap(cellProblems),
		...repeated(
			rows,
			({ email }) => email,
			({ line }, email, first) => ({
				...{ code: 'duplicate_email', row: line, column: 'email' },
				detail: `${email} is on line ${first} and again on line ${line}.`,
				remedy: 'Keep one of the two lines.',
			}),
		),
		...repeated(
			rows,
			({ studentId }) => studentId,
			({ line }, id, first) => ({
				...{ code: 'duplicate_student_id', row: line, column: 'student_id' },
				detail: `The student number ${id} is on line ${first} and again on line ${line}.`,
				remedy: 'Correct the number, or keep one of the two lines.',
			}),
		),
	];
	return problems.sort((a, b) => a.row! - b.row!);
}
