/** Who is of a team, its captain and its invitation. */
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';

export interface Member {
	id: string;
	name: string;
	joinedAt: number;
	captain: boolean;
}

/** In the order in which they joined. The captain is the one named, or else the first. */
export async function listMembers(db: Db, teamId: string): Promise<Member[]> {
	const rows = await db.all<{ id: string; name: string; joinedAt: number; captain: number }>(sql`
		SELECT u.id AS id, u.name AS name, m.joined_at AS joinedAt,
			u.id = coalesce(
				(SELECT c.user_id FROM team_members c
					WHERE c.team_id = t.id AND c.user_id = t.captain_id),
				(SELECT f.user_id FROM team_members f WHERE f.team_id = t.id
					ORDER BY f.joined_at, f.user_id LIMIT 1)) AS captain
		FROM team_members m JOIN user u ON u.id = m.user_id JOIN teams t ON t.id = m.team_id
		WHERE m.team_id = ${teamId} ORDER BY m.joined_at, m.user_id`);
	return rows.map((row) => ({ ...row, captain: row.captain === 1 }));
}

/** Attempts of a team over all time that were not given back. */
export async function countAttempts(db: Db, teamId: string): Promise<number> {
	const [row] = await db.all<{ n: number }>(sql`
		SELECT count(*) AS n FROM submissions WHERE team_id = ${teamId} AND attempt_returned = 0`);
	return row!.n;
}

export const setInviteCode = (db: Db, teamId: string, code: string | null) =>
	db.run(sql`UPDATE teams SET invite_code = ${code} WHERE id = ${teamId}`);

export async function renameTeam(
	db: Db,
	team: { id: string; competitionId: string },
	name: string,
): Promise<void> {
	await db.batch([
		db.run(sql`UPDATE teams SET name = ${name} WHERE id = ${team.id}`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1
			WHERE id = ${team.competitionId}`),
	]);
}

/** @returns false if the user is not a member */
export async function setCaptain(db: Db, teamId: string, userId: string): Promise<boolean> {
	const rows = await db.all(sql`
		UPDATE teams SET captain_id = ${userId} WHERE id = ${teamId} AND EXISTS (
			SELECT 1 FROM team_members WHERE team_id = ${teamId} AND user_id = ${userId})
		RETURNING id`);
	return rows.length > 0;
}

export const sizeOf = (teamId: string) =>
	sql`(SELECT count(*) FROM team_members WHERE team_id = ${teamId})`;

/**
 * Takes a member out of a team of several, into a new team of one. Submissions stay with the team.
 * @returns false if the user is not a member or the only one
 */
export async function leaveTeam(
	db: Db,
	leaver: { teamId: string; competitionId: string; userId: string; name: string; now: number },
): Promise<boolean> {
	const { teamId, competitionId, userId, name, now } = leaver;
	const id = uuidv7();
	const results = await db.batch([
		db.all(sql`
			INSERT INTO teams (id, competition_id, kind, name, created_at)
			SELECT ${id}, ${competitionId}, 'participant', ${name}, ${now}
			WHERE ${sizeOf(teamId)} > 1 AND EXISTS (
				SELECT 1 FROM team_members WHERE team_id = ${teamId} AND user_id = ${userId})
			RETURNING id`),
		db.run(sql`
			UPDATE team_members SET team_id = ${id}
			WHERE team_id = ${teamId} AND user_id = ${userId}
				AND EXISTS (SELECT 1 FROM teams WHERE id = ${id})`),
		// An invitation that the leaver knows is void.
		db.run(sql`
			UPDATE teams SET invite_code = NULL,
				captain_id = CASE WHEN captain_id = ${userId} THEN NULL ELSE captain_id END
			WHERE id = ${teamId} AND EXISTS (SELECT 1 FROM teams WHERE id = ${id})`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1 WHERE id = ${competitionId}`),
	]);
	return (results[0] as unknown[]).length > 0;
}
