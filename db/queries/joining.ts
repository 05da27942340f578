/** Those who ask to take part and wait for an organiser. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { user } from '../schema/auth.ts';
import { joinRequests, type JoinRequestRow } from '../schema/teams.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export async function findJoinRequest(
	db: Db,
	competitionId: string,
	userId: string,
): Promise<JoinRequestRow | undefined> {
	const [row] = await db
		.select()
		.from(joinRequests)
		.where(and(eq(joinRequests.competitionId, competitionId), eq(joinRequests.userId, userId)));
	return row;
}

/** Asks, or asks again with other words; who was declined stays declined. */
export async function askToJoin(
	db: Db,
	values: Pick<JoinRequestRow, 'competitionId' | 'userId' | 'teamName' | 'note'> & { now: number },
): Promise<void> {
	const { competitionId, userId, teamName, note, now } = values;
	await db.run(sql`
		INSERT INTO join_requests (competition_id, user_id, team_name, note, status, created_at)
		VALUES (${competitionId}, ${userId}, ${teamName}, ${note}, 'pending', ${now})
		ON CONFLICT DO UPDATE SET team_name = excluded.team_name, note = excluded.note
		WHERE status = 'pending'`);
}

export interface JoinRequestView extends JoinRequestRow {
	name: string;
	email: string;
}

/** Pending ones first, each in the order in which they asked. */
export async function listJoinRequests(db: Db, competitionId: string): Promise<JoinRequestView[]> {
	const rows = await db
		.select({ row: joinRequests, name: user.name, email: user.email })
		.from(joinRequests)
		.innerJoin(user, eq(user.id, joinRequests.userId))
		.where(eq(joinRequests.competitionId, competitionId))
		.orderBy(sql`${joinRequests.status} = 'pending' DESC`, asc(joinRequests.createdAt))
		.limit(1000);
	return rows.map(({ row, ...who }) => ({ ...row, ...who }));
}

const one = (competitionId: string, userId: string) =>
	sql`competition_id = ${competitionId} AND user_id = ${userId}`;

/** Lets somebody take part, as a team of one. @returns false if there is no such request */
export async function approveJoin(
	db: Db,
	request: JoinRequestRow,
	entry: NewAuditEntry,
): Promise<boolean> {
	const { competitionId, userId } = request;
	const id = uuidv7();
	const asked = sql`EXISTS (SELECT 1 FROM join_requests WHERE ${one(competitionId, userId)})
		AND NOT EXISTS (SELECT 1 FROM team_members WHERE ${one(competitionId, userId)})`;
	const statements = [
		db.run(sql`
			INSERT INTO teams (id, competition_id, kind, name, created_at)
			SELECT ${id}, ${competitionId}, 'participant', ${request.teamName}, ${entry.at}
			WHERE ${asked}`),
		db.run(sql`
			INSERT INTO team_members (team_id, competition_id, user_id, joined_at)
			SELECT id, competition_id, ${userId}, ${entry.at} FROM teams WHERE id = ${id}`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1 WHERE id = ${competitionId}`),
		db.run(sql`DELETE FROM join_requests WHERE ${one(competitionId, userId)}`),
	];
	return (await withEntry(db, entry, statements, CHANGED)).seq !== null;
}

/** @returns false if there is no pending request */
export async function declineJoin(
	db: Db,
	{ competitionId, userId }: JoinRequestRow,
	entry: NewAuditEntry,
): Promise<boolean> {
	const decline = db.run(sql`
		UPDATE join_requests SET status = 'declined', decided_at = ${entry.at}
		WHERE ${one(competitionId, userId)} AND status = 'pending'`);
	return (await withEntry(db, entry, [decline], CHANGED)).seq !== null;
}
