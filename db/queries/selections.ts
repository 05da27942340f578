import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import type { CompetitionRow } from '../schema/competitions.ts';
import { COUNTS } from './standing-changes.ts';

export interface Selection {
	teamId: string;
	/** The team chose its submissions itself. */
	chose: boolean;
	/** Best private score among its `final` best public submissions. */
	automatic: number | null;
	/** Best private score of all that count. */
	best: number | null;
}

/** What each team's choice was worth. Call it only where access.ts said `canSeePrivate`. */
export async function listSelections(
	db: Db,
	{ id, final }: Pick<CompetitionRow, 'id' | 'final'>,
	higherIsBetter: boolean,
): Promise<Map<string, Selection>> {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	const best = sql.raw(higherIsBetter ? 'max' : 'min');
	const rows = await db.all<Omit<Selection, 'chose'> & { chose: number }>(sql`
		SELECT team_id AS teamId, max(chosen) AS chose, ${best}(private_score) AS best,
			${best}(private_score) FILTER (WHERE place <= ${final}) AS automatic
		FROM (
			SELECT s.team_id, v.private_score, f.submission_id IS NOT NULL AS chosen,
				row_number() OVER (PARTITION BY s.team_id
					ORDER BY v.public_score ${order} NULLS LAST, s.created_at, s.id) AS place
			FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
				LEFT JOIN final_selections f ON f.team_id = s.team_id AND f.submission_id = s.id
			WHERE s.competition_id = ${id} AND ${COUNTS})
		GROUP BY team_id`);
	return new Map(rows.map((row) => [row.teamId, { ...row, chose: row.chose === 1 }]));
}
