/** The students of a class. */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { rosterEntries, type RosterEntryRow } from '../schema/classes.ts';

/** A user of this class, by account, or by address before they take part. */
export async function findStudent(
	db: Db,
	competitionId: string,
	user: { id: string; email: string },
): Promise<RosterEntryRow | null> {
	const [row] = await db
		.select()
		.from(rosterEntries)
		.where(
			and(
				eq(rosterEntries.competitionId, competitionId),
				or(
					eq(rosterEntries.userId, user.id),
					and(sql`${rosterEntries.userId} IS NULL`, eq(rosterEntries.email, user.email)),
				),
			),
		)
		.orderBy(sql`${rosterEntries.userId} IS NULL`)
		.limit(1);
	return row ?? null;
}

export async function findEntry(
	db: Db,
	competitionId: string,
	id: string,
): Promise<RosterEntryRow | null> {
	const [row] = await db
		.select()
		.from(rosterEntries)
		.where(and(eq(rosterEntries.competitionId, competitionId), eq(rosterEntries.id, id)));
	return row ?? null;
}

/** The longest time that a member of a team has; null is that of the competition. */
export async function findTeamExtension(db: Db, teamId: string): Promise<number | null> {
	const [row] = await db.all<{ at: number | null }>(sql`
		SELECT max(r.extended_until) AS at FROM roster_entries r
		JOIN team_members m ON m.user_id = r.user_id AND m.competition_id = r.competition_id
		WHERE m.team_id = ${teamId}`);
	return row?.at ?? null;
}

export interface StudentView extends RosterEntryRow {
	/** There is an account with the address. */
	hasAccount: boolean;
	teamId: string | null;
	teamName: string | null;
	pseudonym: string | null;
	/** Scored submissions of the team. */
	submissions: number;
}

/** All students, in the order of the list. */
export async function listStudents(db: Db, competitionId: string): Promise<StudentView[]> {
	const rows = await db
		.select()
		.from(rosterEntries)
		.where(eq(rosterEntries.competitionId, competitionId))
		.orderBy(asc(rosterEntries.position), asc(rosterEntries.id));
	const about = await db.all<{
		id: string;
		hasAccount: number;
		teamId: string | null;
		teamName: string | null;
		pseudonym: string | null;
		submissions: number;
	}>(sql`
		SELECT r.id AS id, (r.user_id IS NOT NULL OR u.id IS NOT NULL) AS hasAccount,
			t.id AS teamId, t.name AS teamName, t.pseudonym AS pseudonym,
			(SELECT count(*) FROM submissions s
				WHERE s.team_id = t.id AND s.status = 'scored') AS submissions
		FROM roster_entries r
			LEFT JOIN user u ON u.email = r.email
			LEFT JOIN team_members m ON m.competition_id = r.competition_id AND m.user_id = r.user_id
			LEFT JOIN teams t ON t.id = m.team_id
		WHERE r.competition_id = ${competitionId}`);
	const byId = new Map(about.map(({ id, ...rest }) => [id, rest]));
	return rows.map((row) => {
		const { hasAccount, ...team } = byId.get(row.id)!;
		return { ...row, ...team, hasAccount: hasAccount === 1 };
	});
}

/** What a class list says of a student. */
export type Listed = Pick<RosterEntryRow, 'name' | 'email' | 'studentId' | 'section' | 'groupName'>;

/** Puts students at the end of the list, in one statement. An address that is there already stays. */
export const insertStudents = (
	db: Db,
	competitionId: string,
	students: (Listed & { userId?: string })[],
	now: number,
): BatchItem<'sqlite'> =>
	db.run(sql`
		INSERT INTO roster_entries (id, competition_id, name, email, student_id, section, group_name,
			user_id, position, created_at)
		SELECT value ->> 'id', ${competitionId}, value ->> 'name', value ->> 'email',
			value ->> 'studentId', value ->> 'section', value ->> 'groupName', value ->> 'userId',
			key + (SELECT coalesce(max(position) + 1, 0) FROM roster_entries
				WHERE competition_id = ${competitionId}), ${now}
		FROM json_each(${JSON.stringify(students.map((one) => ({ id: uuidv7(), ...one })))})
		WHERE true ON CONFLICT DO NOTHING`);

export const updateStudent = (
	db: Db,
	id: string,
	values: Partial<Listed & Pick<RosterEntryRow, 'extendedUntil' | 'extensionNote' | 'userId'>>,
): BatchItem<'sqlite'> => db.update(rosterEntries).set(values).where(eq(rosterEntries.id, id));

export const deleteStudents = (db: Db, ids: string[]): BatchItem<'sqlite'> =>
	db.run(sql`
		DELETE FROM roster_entries
		WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);

/** After extensions changed: what is hidden until the close waits for the last of them. */
export const restateExtensions = (db: Db, competitionId: string): BatchItem<'sqlite'> =>
	db.run(sql`
		UPDATE competitions SET board_revision = board_revision + 1, extended_until = (
			SELECT max(extended_until) FROM roster_entries WHERE competition_id = ${competitionId})
		WHERE id = ${competitionId}`);

/** Those who take part and are not on the list are put on it; those who are, are recognised. */
export async function enrolParticipants(db: Db, competitionId: string, now: number): Promise<void> {
	const joined = sql`
		SELECT u.id AS id, u.name AS name, u.email AS email FROM team_members m
		JOIN user u ON u.id = m.user_id WHERE m.competition_id = ${competitionId}`;
	const people = await db.all<{ id: string; name: string; email: string }>(joined);
	await db.batch([
		db.run(sql`
			UPDATE roster_entries SET user_id = (SELECT id FROM (${joined}) WHERE email = roster_entries.email)
			WHERE competition_id = ${competitionId} AND user_id IS NULL`),
		insertStudents(
			db,
			competitionId,
			people.map(({ id, name, email }) => ({
				...{ name, email, userId: id, studentId: null, section: null, groupName: null },
			})),
			now,
		) as never,
	]);
}
