import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { competitions, type CompetitionRow } from '../schema/competitions.ts';
import { standings } from '../schema/standings.ts';
import { teams } from '../schema/teams.ts';

/** A team's place on a board before ranks are given. */
export interface Standing {
	teamId: string;
	kind: 'participant' | 'baseline';
	name: string;
	note: string | null;
	submissionId: string;
	score: number;
	/** When the counting submission was made, UTC ms. */
	submittedAt: number;
	/** Scored submissions of the team. */
	entries: number;
}

/** Changes whenever a board of the competition may have. */
export async function findBoardRevision(db: Db, competitionId: string): Promise<number> {
	const [row] = await db
		.select({ revision: competitions.boardRevision })
		.from(competitions)
		.where(eq(competitions.id, competitionId));
	return row?.revision ?? 0;
}

const entries = (competitionId: string) => sql`(
	SELECT team_id, count(*) AS n FROM submissions
	WHERE competition_id = ${competitionId} AND status = 'scored' GROUP BY team_id)`;

/** Each team's best public submission; baselines included. */
export const listPublicStandings = (db: Db, competitionId: string): Promise<Standing[]> =>
	db.all<Standing>(sql`
		SELECT t.id AS teamId, t.kind AS kind, t.name AS name, t.note AS note,
			s.submission_id AS submissionId, s.score AS score, s.submitted_at AS submittedAt,
			e.n AS entries
		FROM standings s
		JOIN teams t ON t.id = s.team_id
		JOIN ${entries(competitionId)} e ON e.team_id = t.id
		WHERE s.competition_id = ${competitionId} AND s.superseded_at IS NULL`);

/**
 * Of each team's `final` best public submissions the one with the best private score. Call it only
 * where access.ts said `canSeePrivate`.
 */
export function listPrivateStandings(
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'final'>,
	higherIsBetter: boolean,
): Promise<Standing[]> {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	return db.all<Standing>(sql`
		WITH scored AS (
			SELECT s.team_id, s.id AS submission_id, s.created_at, v.private_score,
				row_number() OVER (
					PARTITION BY s.team_id
					ORDER BY v.public_score ${order} NULLS LAST, s.created_at, s.id) AS public_place,
				count(*) OVER (PARTITION BY s.team_id) AS entries
			FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
			WHERE s.competition_id = ${competition.id} AND s.status = 'scored'),
		best AS (
			SELECT *, row_number() OVER (
				PARTITION BY team_id ORDER BY private_score ${order}, created_at, submission_id) AS place
			FROM scored WHERE public_place <= ${competition.final} AND private_score IS NOT NULL)
		SELECT t.id AS teamId, t.kind AS kind, t.name AS name, t.note AS note,
			b.submission_id AS submissionId, b.private_score AS score, b.created_at AS submittedAt,
			b.entries AS entries
		FROM best b JOIN teams t ON t.id = b.team_id WHERE b.place = 1`);
}

/** Participants' public bests as they stood at an instant (UTC ms). */
export const listStandingsAt = (
	db: Db,
	competitionId: string,
	instant: number,
): Promise<{ teamId: string; score: number; submittedAt: number }[]> =>
	db
		.select({
			teamId: standings.teamId,
			score: standings.score,
			submittedAt: standings.submittedAt,
		})
		.from(standings)
		.innerJoin(teams, eq(teams.id, standings.teamId))
		.where(
			and(
				eq(standings.competitionId, competitionId),
				eq(teams.kind, 'participant'),
				lte(standings.achievedAt, instant),
				or(isNull(standings.supersededAt), gt(standings.supersededAt, instant)),
			),
		);
