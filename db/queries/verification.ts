/** What a verification bundle lists. Call it only where everything is revealed. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import type { CompetitionRow } from '../schema/competitions.ts';
import { revisions } from '../schema/revisions.ts';
import { shownName } from './standings.ts';

export interface ListedSubmission {
	id: string;
	team: string;
	kind: 'participant' | 'baseline';
	sha256: string;
	fileName: string;
	createdAt: number;
	late: number;
	disqualified: number;
	scorerVersion: string;
	/** With all digits. */
	publicScore: string | null;
	privateScore: string | null;
}

/** Every submission with a score, oldest first. */
export const listForVerification = (
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'class'>,
): Promise<ListedSubmission[]> =>
	db.all(sql`
		SELECT s.id AS id, ${shownName(competition)} AS team, t.kind AS kind, s.sha256 AS sha256,
			s.file_name AS fileName, s.created_at AS createdAt, s.late AS late,
			s.disqualified_at IS NOT NULL AS disqualified, v.scorer_version AS scorerVersion,
			CASE WHEN v.public_score IS NOT NULL THEN printf('%!.17g', v.public_score) END AS publicScore,
			CASE WHEN v.private_score IS NOT NULL THEN printf('%!.17g', v.private_score) END
				AS privateScore
		FROM submissions s JOIN teams t ON t.id = s.team_id
			JOIN evaluations v ON v.id = s.evaluation_id
		WHERE s.competition_id = ${competition.id} AND s.status = 'scored'
		ORDER BY s.created_at, s.id`);

/** Every text that the rules ever had. */
export async function listRules(
	db: Db,
	{ id, rules }: Pick<CompetitionRow, 'id' | 'rules'>,
): Promise<string[]> {
	const rows = await db
		.select({ before: revisions.before, after: revisions.after })
		.from(revisions)
		.where(and(eq(revisions.competitionId, id), eq(revisions.part, 'rules')));
	return [...new Set([rules ?? '', ...rows.flatMap(({ before, after }) => [before, after])])];
}
