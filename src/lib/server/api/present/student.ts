import type { ClassRoster, RosterChange, Student } from '#lib/api/schemas/classes';
import type { StudentView } from '#db/queries/roster';
import { revisionOf, type RosterPlan } from '../../classes/roster.ts';
import { iso } from './competition.ts';

interface Told {
	name: string;
	email: string;
	studentId: string | null;
	section: string | null;
	group: string | null;
}

const listed = ({ name, email, studentId, section, group }: Told) => ({
	...{ name, email, section, group },
	student_id: studentId,
});

export const presentStudent = (student: StudentView): Student => ({
	id: student.id,
	...listed({ ...student, group: student.groupName }),
	status: student.teamId !== null ? 'joined' : student.hasAccount ? 'account' : 'listed',
	team:
		student.teamId === null
			? null
			: { id: student.teamId, name: student.teamName!, pseudonym: student.pseudonym },
	submissions: student.submissions,
	extended_until: iso(student.extendedUntil),
	extension_note: student.extensionNote,
});

const byName = new Intl.Collator('en', { numeric: true });

export const presentRoster = (students: StudentView[]): ClassRoster => ({
	students: students.map(presentStudent),
	sections: [...new Set(students.flatMap(({ section }) => section ?? []))].sort(byName.compare),
	revision: revisionOf(students),
});

const NAMES = { studentId: 'student_id' } as const;
const fieldName = (field: 'name' | 'email' | 'studentId' | 'section' | 'group') =>
	field === 'studentId' ? NAMES[field] : field;

export function presentChange(
	{ roster, diff, revision }: RosterPlan,
	applied: boolean,
): RosterChange {
	return {
		ok: roster.ok,
		applied,
		problems: roster.ok ? [] : roster.problems,
		notices: roster.notices,
		added: diff?.added.map((row) => ({ row: row.line, ...listed(row) })) ?? [],
		moved:
			diff?.moved.map(({ student, row, fields }) => ({
				id: student.id,
				joined: student.teamId !== null,
				before: listed(student),
				// What the file does not say stays.
				after: listed({
					...student,
					...Object.fromEntries(fields.map((field) => [field, row[field]])),
				}),
				fields: fields.map(fieldName),
			})) ?? [],
		removed:
			diff?.removed.map(({ id, submissions, ...student }) => ({
				...{ id, submissions },
				...listed(student),
			})) ?? [],
		unchanged: diff?.unchanged ?? 0,
		revision,
	};
}
