import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { finalSelections } from '../schema/submissions.ts';
import { teamDeadline } from './deadlines.ts';
import { COUNTS } from './standing-changes.ts';

/** Ids of what a team chose for the private board. */
export async function listFinals(db: Db, teamId: string): Promise<string[]> {
	const rows = await db
		.select({ id: finalSelections.submissionId })
		.from(finalSelections)
		.where(eq(finalSelections.teamId, teamId))
		.orderBy(finalSelections.submissionId);
	return rows.map(({ id }) => id);
}

/** Ids of a team's submissions that may be chosen: scored, in time, not disqualified. */
export async function listSelectable(db: Db, teamId: string): Promise<Set<string>> {
	const rows = await db.all<{ id: string }>(
		sql`SELECT s.id AS id FROM submissions s WHERE s.team_id = ${teamId} AND ${COUNTS}`,
	);
	return new Set(rows.map(({ id }) => id));
}

/**
 * Replaces a team's choice, if the competition has not closed for it by then.
 * @returns false if it has
 */
export async function replaceFinals(
	db: Db,
	values: { teamId: string; competitionId: string; ids: string[]; now: number },
): Promise<boolean> {
	const { teamId, competitionId, ids, now } = values;
	const open = sql`EXISTS (SELECT 1 FROM competitions c WHERE c.id = ${competitionId}
		AND (c.closes_at IS NULL OR ${teamDeadline(teamId)} > ${now}))`;
	const results = await db.batch([
		db.run(sql`DELETE FROM final_selections WHERE team_id = ${teamId} AND ${open}`),
		db.run(sql`
			INSERT INTO final_selections (team_id, submission_id, created_at)
			SELECT ${teamId}, s.id, ${now} FROM submissions s
			WHERE s.team_id = ${teamId} AND ${COUNTS} AND ${open}
				AND s.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
		db.all<{ id: string }>(sql`
			UPDATE competitions SET board_revision = board_revision + 1
			WHERE id = ${competitionId} AND ${open} RETURNING id`),
	]);
	return results[2].length > 0;
}
