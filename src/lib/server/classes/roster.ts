/** Bringing a class list in: what it changes is shown first, and what was shown is what is done. */
import { createHash } from 'node:crypto';
import type { BatchItem } from 'drizzle-orm/batch';
import { diffRoster, parseRoster, type Roster, type RosterDiff } from '#lib/roster/index';
import { withEntry } from '#db/queries/audit';
import { placeStudent } from '#db/queries/groups';
import {
	deleteStudents,
	insertStudents,
	listStudents,
	restateExtensions,
	updateStudent,
	type StudentView,
} from '#db/queries/roster';
import { getMetric } from '#scorer/index';
import type { UserRow } from '#db/schema/auth';
import type { Seat } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { ensurePseudonyms } from './pseudonyms.ts';

/** Names that the diff compares by. */
const asListed = (student: StudentView) => ({ ...student, group: student.groupName });
export type ListedStudent = ReturnType<typeof asListed>;

/** Changes whenever what a list is compared with does. */
export function revisionOf(students: readonly StudentView[]): string {
	const rows = students.map((s) => [
		...[s.id, s.name, s.email, s.studentId, s.section, s.groupName, s.userId],
	]);
	return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
}

export interface RosterPlan {
	roster: Roster;
	diff: RosterDiff<ListedStudent> | null;
	revision: string;
}

export async function planRoster(
	{ db }: Pick<Services, 'db'>,
	{ competition }: Pick<Seat, 'competition'>,
	bytes: Uint8Array,
	keep: boolean,
): Promise<RosterPlan> {
	const students = await listStudents(db, competition.id);
	const roster = parseRoster(bytes);
	const diff = roster.ok ? diffRoster(students.map(asListed), roster.rows, keep) : null;
	return { roster, diff, revision: revisionOf(students) };
}

/** Statements that put a student who takes part where the list says. */
export function placed(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	{ competition }: Pick<Seat, 'competition'>,
	student: { userId: string; name: string; section: string | null; group: string | null },
): BatchItem<'sqlite'>[] {
	const { higherIsBetter } = getMetric(competition.metric)!;
	return placeStudent(db, {
		competitionId: competition.id,
		higherIsBetter,
		...student,
		now: now(),
	});
}

function statementsOf(
	services: Pick<Services, 'db' | 'now'>,
	seat: Pick<Seat, 'competition'>,
	{ added, moved, removed }: RosterDiff<ListedStudent>,
): BatchItem<'sqlite'>[] {
	const { db, now } = services;
	const { id: competitionId } = seat.competition;
	// Removed first, so that an address that moves to another student is free.
	const statements = [
		deleteStudents(
			db,
			removed.map(({ id }) => id),
		),
	];
	for (const { userId, name, groupName } of removed) {
		// Whoever left the class hands nothing in for a group any more.
		if (userId !== null && groupName !== null) {
			statements.push(...placed(services, seat, { userId, name, section: null, group: null }));
		}
	}
	for (const { student, row, fields } of moved) {
		const { name, email, studentId, section, group } = row;
		const told = { name, email, studentId, section, groupName: group };
		const named = fields.map((field) => (field === 'group' ? 'groupName' : field));
		const values = Object.fromEntries(named.map((field) => [field, told[field]]));
		statements.push(updateStudent(db, student.id, values));
		const after = { section: student.section, group: student.groupName, ...pick(row, fields) };
		if (student.userId !== null && (fields.includes('section') || fields.includes('group'))) {
			statements.push(...placed(services, seat, { userId: student.userId, name, ...after }));
		}
	}
	const fresh = added.map(({ name, email, studentId, section, group }) => ({
		...{ name, email, studentId, section, groupName: group },
	}));
	if (fresh.length) statements.push(insertStudents(db, competitionId, fresh, now()));
	statements.push(restateExtensions(db, competitionId));
	return statements;
}

const pick = (row: { section: string | null; group: string | null }, fields: string[]) => ({
	...(fields.includes('section') ? { section: row.section } : {}),
	...(fields.includes('group') ? { group: row.group } : {}),
});

/**
 * Changes the class as planned, with one entry of the audit log.
 * @param expected the revision that the reader was shown
 * @throws ApiError edited_meanwhile
 */
export async function applyRoster(
	services: Services,
	seat: Seat,
	user: UserRow,
	{ diff, revision }: RosterPlan & { diff: RosterDiff<ListedStudent> },
	expected: string,
): Promise<void> {
	if (revision !== expected) {
		throw new ApiError('edited_meanwhile', {
			detail: 'The class list changed since you looked at what the file would change.',
			remedy: 'Look at the changes again.',
		});
	}
	const { db, now } = services;
	const detail = {
		added: diff.added.length,
		moved: diff.moved.length,
		removed: diff.removed.map(({ id, name }) => ({ id, name })),
	};
	const entry = entryBy(seat, user, 'roster_changed', now(), { detail });
	await withEntry(db, entry, statementsOf(services, seat, diff));
	await ensurePseudonyms(services, seat.competition);
}
