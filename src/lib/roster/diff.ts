/** What a new class list would change in the one that is there. */
import type { RosterRow } from './types.ts';

/** A student as the class has them. */
export interface RosterStudent {
	id: string;
	name: string;
	email: string;
	studentId: string | null;
	section: string | null;
	group: string | null;
}

export const ROSTER_FIELDS = ['name', 'email', 'studentId', 'section', 'group'] as const;
export type RosterFieldName = (typeof ROSTER_FIELDS)[number];

export interface RosterMove<T extends RosterStudent = RosterStudent> {
	student: T;
	row: RosterRow;
	/** What differs. */
	fields: RosterFieldName[];
}

export interface RosterDiff<T extends RosterStudent = RosterStudent> {
	added: RosterRow[];
	moved: RosterMove<T>[];
	removed: T[];
	unchanged: number;
}

/**
 * Students are recognised by their address, and those whose address is new by their student number.
 * A column that the file does not have (no section in any row) says nothing, and changes nothing.
 * @param keep students who are not in the file stay
 */
export function diffRoster<T extends RosterStudent>(
	students: readonly T[],
	rows: readonly RosterRow[],
	keep = false,
): RosterDiff<T> {
	const byEmail = new Map(students.map((student) => [student.email, student]));
	const listed = new Set(rows.map(({ email }) => email));
	const byNumber = new Map(
		students.flatMap((student) =>
			student.studentId !== null && !listed.has(student.email)
				? [[student.studentId, student]]
				: [],
		),
	);
	const told = ROSTER_FIELDS.filter((field) => rows.some((row) => row[field] !== null));
	const diff: RosterDiff<T> = { added: [], moved: [], removed: [], unchanged: 0 };
	const found = new Set<string>();
	for (const row of rows) {
		const student =
			byEmail.get(row.email) ?? (row.studentId === null ? undefined : byNumber.get(row.studentId));
		if (!student) {
			diff.added.push(row);
			continue;
		}
		found.add(student.id);
		const fields = told.filter((field) => row[field] !== student[field]);
		if (fields.length) diff.moved.push({ student, row, fields });
		else diff.unchanged++;
	}
	const missing = students.filter(({ id }) => !found.has(id));
	if (keep) diff.unchanged += missing.length;
	else diff.removed = missing;
	return diff;
}
