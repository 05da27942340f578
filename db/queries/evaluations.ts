import { eq, sql, type SQL } from 'drizzle-orm';
import type { Notice } from '#scorer/problems';
import type { SplitReport } from '#scorer/types';
import type { Db } from '../client.server.ts';
import { evaluations, type EvaluationRow } from '../schema/evaluations.ts';
import { competitions } from '../schema/competitions.ts';
import { submissions } from '../schema/submissions.ts';
import { standings } from '../schema/standings.ts';

/** Named one by one: a column that is added later is hidden until it is listed here. */
const OPEN_COLUMNS = {
	id: true,
	submissionId: true,
	solutionVersion: true,
	metric: true,
	metricVersion: true,
	scorerVersion: true,
	rows: true,
	durationMs: true,
	createdAt: true,
	publicScore: true,
	publicReport: true,
} as const satisfies Partial<Record<keyof EvaluationRow, true>>;

/** What everyone who may see the submission may see of its evaluation. */
export type PublicEvaluation = Pick<EvaluationRow, keyof typeof OPEN_COLUMNS>;

export async function findEvaluation(db: Db, id: string): Promise<PublicEvaluation | undefined> {
	const rows = await db.query.evaluations.findMany({
		where: eq(evaluations.id, id),
		columns: OPEN_COLUMNS,
	});
	return rows[0];
}

/** The hidden part. Call it only where access.ts said `canSeePrivate`. */
export async function findPrivateReports(
	db: Db,
	evaluationId: string,
): Promise<{ private: SplitReport | null; all: SplitReport | null }> {
	const [row] = await db
		.select({ private: evaluations.privateReport, all: evaluations.allReport })
		.from(evaluations)
		.where(eq(evaluations.id, evaluationId));
	return row ?? { private: null, all: null };
}

/** Private scores by evaluation id. Call it only where access.ts said `canSeePrivate`. */
export async function listPrivateScores(
	db: Db,
	evaluationIds: string[],
): Promise<Map<string, number | null>> {
	if (!evaluationIds.length) return new Map();
	const rows = await db.query.evaluations.findMany({
		where: (t, { inArray }) => inArray(t.id, evaluationIds),
		columns: { id: true, privateScore: true },
	});
	return new Map(rows.map((row) => [row.id, row.privateScore]));
}

export interface ScoredSubmission {
	submissionId: string;
	competitionId: string;
	teamId: string;
	submittedAt: number;
	leaseToken: string;
	higherIsBetter: boolean;
	/** Of the competition when it was scored: a change published since makes the score an old one. */
	scoringRevision: number;
	evaluation: Omit<typeof evaluations.$inferInsert, 'submissionId' | 'leaseToken' | 'createdAt'> & {
		id: string;
	};
	standingId: string;
	notices: Notice[];
	now: number;
}

const asJson = (value: unknown) => (value == null ? null : JSON.stringify(value));

/** Adds an evaluation where the condition holds when the statement runs. */
export const insertEvaluation = (e: typeof evaluations.$inferInsert, condition: SQL): SQL => sql`
	INSERT INTO evaluations
		(id, submission_id, lease_token, solution_version, metric, metric_version,
			scorer_version, rows, duration_ms, created_at, public_score, private_score,
			public_lo, public_hi, private_lo, private_hi, public_figures, private_figures,
			public_evidence, private_evidence, public_report, private_report, all_report)
	SELECT ${e.id}, ${e.submissionId}, ${e.leaseToken}, ${e.solutionVersion}, ${e.metric},
		${e.metricVersion}, ${e.scorerVersion}, ${e.rows}, ${e.durationMs}, ${e.createdAt},
		${e.publicScore ?? null}, ${e.privateScore ?? null}, ${e.publicLo ?? null},
		${e.publicHi ?? null}, ${e.privateLo ?? null}, ${e.privateHi ?? null},
		${asJson(e.publicFigures)}, ${asJson(e.privateFigures)}, ${e.publicEvidence ?? null},
		${e.privateEvidence ?? null}, ${asJson(e.publicReport)}, ${asJson(e.privateReport)},
		${asJson(e.allReport)}
	WHERE ${condition}`;

/**
 * Ends a submission with its score: evaluation, standing and row in one batch, each guarded by the
 * lease. A worker that lost its lease writes nothing, so an evaluation exists once.
 * @returns false if the lease was lost, or the scoring has changed since
 */
export async function finishWithScore(db: Db, scored: ScoredSubmission): Promise<boolean> {
	const { submissionId, leaseToken, evaluation: e, now } = scored;
	// Teams may have merged since the claim.
	const teamId = sql`(SELECT team_id FROM submissions WHERE id = ${submissionId})`;
	const held = sql`EXISTS (
		SELECT 1 FROM submissions
		WHERE id = ${submissionId} AND lease_token = ${leaseToken} AND status = 'scoring')
		AND EXISTS (SELECT 1 FROM competitions
			WHERE id = ${scored.competitionId} AND scoring_revision = ${scored.scoringRevision})`;
	const ranks = sql`${held} AND EXISTS (SELECT 1 FROM submissions
		WHERE id = ${submissionId} AND late = 0 AND disqualified_at IS NULL)`;
	const score = e.publicScore ?? null;
	const better = scored.higherIsBetter ? sql`${score} > score` : sql`${score} < score`;
	const improves = sql`(${better} OR (${score} = score AND ${scored.submittedAt} < submitted_at))`;
	const results = await db.batch([
		db.run(insertEvaluation({ ...e, submissionId, leaseToken, createdAt: now }, held)),
		// A missing score never ranks: with NULL none of the comparisons below holds.
		db.run(sql`
			UPDATE standings SET superseded_at = ${now}
			WHERE team_id = ${teamId} AND superseded_at IS NULL AND ${improves} AND ${ranks}`),
		db.run(sql`
			INSERT INTO ${standings}
				(id, competition_id, team_id, submission_id, score, evaluation_id, submitted_at, achieved_at)
			SELECT ${scored.standingId}, ${scored.competitionId}, ${teamId}, ${submissionId}, ${score},
				${e.id}, ${scored.submittedAt}, ${now}
			WHERE ${score} IS NOT NULL AND ${ranks} AND NOT EXISTS (
				SELECT 1 FROM standings WHERE team_id = ${teamId} AND superseded_at IS NULL)`),
		db.run(sql`
			UPDATE ${competitions} SET board_revision = board_revision + 1
			WHERE id = ${scored.competitionId} AND ${held}`),
		db.all(sql`
			UPDATE ${submissions}
			SET status = 'scored', evaluation_id = ${e.id}, notices = ${asJson(scored.notices)},
				finished_at = ${now}, lease_token = NULL, lease_owner = NULL, lease_expires_at = NULL
			WHERE id = ${submissionId} AND ${held}
			RETURNING id`),
	]);
	return (results[4] as unknown[]).length > 0;
}
