/** Two teams become one. */
import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { restateStanding } from './standing-changes.ts';
import { sizeOf } from './team-members.ts';

export async function findTeamByCode(
	db: Db,
	competitionId: string,
	code: string,
): Promise<{ id: string; name: string } | undefined> {
	const [row] = await db.all<{ id: string; name: string }>(sql`
		SELECT id, name FROM teams WHERE competition_id = ${competitionId}
			AND invite_code = ${code} AND merged_into IS NULL`);
	return row;
}

export interface Merge {
	competitionId: string;
	from: string;
	into: string;
	/** What brought `from` here; the merge happens only while it is valid. */
	code: string;
	maxSize: number;
	/** Attempts that the two may have made together; null is no limit. */
	mostAttempts: number | null;
	/** Finals that a team may choose. */
	final: number;
	higherIsBetter: boolean;
	/** UTC ms. */
	now: number;
}

/**
 * Makes one team of two, if they still fit together at this instant: members, submissions and the
 * attempts that they used move to `into`, whose board row becomes the better of both. Choices of
 * finals stay if they are not too many together, otherwise the team chooses anew.
 * @returns false if they did not fit
 */
export async function mergeTeams(db: Db, merge: Merge): Promise<boolean> {
	const { competitionId, from, into, code, maxSize, mostAttempts, final } = merge;
	const attempts =
		mostAttempts === null
			? sql`1 = 1`
			: sql`(SELECT count(*) FROM submissions WHERE team_id IN (${from}, ${into})
				AND attempt_returned = 0) <= ${mostAttempts}`;
	const merged = sql`EXISTS (
		SELECT 1 FROM teams WHERE id = ${from} AND merged_into = ${into})`;
	const restate = (teamId: string) => restateStanding(db, { ...merge, teamId });
	const results = await db.batch([
		db.all(sql`
			UPDATE teams SET merged_into = ${into}, invite_code = NULL
			WHERE id = ${from} AND merged_into IS NULL AND id <> ${into}
				AND ${sizeOf(from)} > 0 AND ${sizeOf(from)} + ${sizeOf(into)} <= ${maxSize}
				AND ${attempts}
				AND EXISTS (SELECT 1 FROM teams t WHERE t.id = ${into} AND t.merged_into IS NULL
					AND t.competition_id = ${competitionId} AND t.invite_code = ${code})
			RETURNING id`),
		// Whoever is captain of the team that stays remains so, whoever joined earlier.
		db.run(sql`
			UPDATE teams SET captain_id = coalesce(captain_id, (
				SELECT user_id FROM team_members WHERE team_id = ${into}
				ORDER BY joined_at, user_id LIMIT 1)) WHERE id = ${into} AND ${merged}`),
		db.run(sql`
			UPDATE team_members SET team_id = ${into} WHERE team_id = ${from} AND ${merged}`),
		db.run(sql`UPDATE submissions SET team_id = ${into} WHERE team_id = ${from} AND ${merged}`),
		db.run(sql`
			UPDATE final_selections SET team_id = ${into} WHERE team_id = ${from} AND ${merged}`),
		db.run(sql`
			DELETE FROM final_selections WHERE team_id = ${into} AND ${merged}
				AND (SELECT count(*) FROM final_selections WHERE team_id = ${into}) > ${final}`),
		...restate(from),
		...restate(into),
	]);
	return (results[0] as unknown[]).length > 0;
}
