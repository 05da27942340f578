/** Where a team stands after something other than a score has changed: see "Standings". */
import { sql, type SQL } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';

/** Of submissions `s`: those that boards count. */
export const COUNTS = sql.raw(`s.status = 'scored' AND s.late = 0 AND s.disqualified_at IS NULL`);

/** Some team, and what is needed to order its submissions. */
export interface Restated {
	teamId: SQL | string;
	competitionId: string;
	higherIsBetter: boolean;
	/** UTC ms. */
	now: number;
}

/**
 * Puts a team where its best submission that counts puts it: ends the current standing if it is
 * another one's, and begins a new one. What the board was before stays as it was.
 */
export function restateStanding(
	db: Db,
	{ teamId, competitionId, higherIsBetter, now }: Restated,
): BatchItem<'sqlite'>[] {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	const best = sql`(
		SELECT s.id FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
		WHERE s.team_id = ${teamId} AND ${COUNTS} AND v.public_score IS NOT NULL
		ORDER BY v.public_score ${order}, s.created_at, s.id LIMIT 1)`;
	return [
		db.run(sql`
			UPDATE standings SET superseded_at = ${now}
			WHERE team_id = ${teamId} AND superseded_at IS NULL AND submission_id IS NOT ${best}`),
		db.run(sql`
			INSERT INTO standings
				(id, competition_id, team_id, submission_id, score, evaluation_id, submitted_at, achieved_at)
			SELECT ${uuidv7()}, s.competition_id, s.team_id, s.id, v.public_score, v.id, s.created_at,
				${now}
			FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
			WHERE s.id = ${best} AND NOT EXISTS (
				SELECT 1 FROM standings WHERE team_id = ${teamId} AND superseded_at IS NULL)`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1 WHERE id = ${competitionId}`),
	];
}
