import { and, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { competitions, type CompetitionRow } from '../schema/competitions.ts';
import { evaluations } from '../schema/evaluations.ts';
import { submissions, type SubmissionRow } from '../schema/submissions.ts';
import { teams, type TeamRow } from '../schema/teams.ts';
import { withEntry, type Actor } from './audit.ts';
import { GRACE, LATE_DAYS, teamDeadline } from './deadlines.ts';
import { needsTeam, whereOf, type SubmissionFilter } from './submission-filter.ts';

/** A submission with what belongs to it. Nothing private: see queries/evaluations.ts for that. */
export interface SubmissionView {
	row: SubmissionRow;
	team: TeamRow;
	competition: CompetitionRow;
	publicScore: number | null;
}

const views = (db: Db) =>
	db
		.select({
			row: submissions,
			team: teams,
			competition: competitions,
			publicScore: evaluations.publicScore,
		})
		.from(submissions)
		.innerJoin(teams, eq(teams.id, submissions.teamId))
		.innerJoin(competitions, eq(competitions.id, submissions.competitionId))
		.leftJoin(evaluations, eq(evaluations.id, submissions.evaluationId));

export async function findSubmission(db: Db, id: string): Promise<SubmissionView | undefined> {
	return (await views(db).where(eq(submissions.id, id)))[0];
}

/** Only what an event stream needs, because it asks often. */
export async function findStatus(db: Db, id: string) {
	const [row] = await db
		.select({
			status: submissions.status,
			createdAt: submissions.createdAt,
			finishedAt: submissions.finishedAt,
			publicScore: evaluations.publicScore,
		})
		.from(submissions)
		.leftJoin(evaluations, eq(evaluations.id, submissions.evaluationId))
		.where(eq(submissions.id, id));
	return row;
}

/** Newest first; of one team, or of everybody for organisers. */
export async function listSubmissions(
	db: Db,
	whose: { competition: CompetitionRow } & SubmissionFilter,
	page: { page: number; page_size: number },
): Promise<{ rows: SubmissionView[]; total: number }> {
	const { competition, ...filter } = whose;
	const where = whereOf(competition.id, filter);
	const join = needsTeam(filter);
	const newest = [desc(submissions.createdAt), desc(submissions.id)];
	// The page is found in the index; only its rows are read and joined.
	const from = db.select({ id: submissions.id }).from(submissions).$dynamic();
	const ids = (join ? from.innerJoin(teams, eq(teams.id, submissions.teamId)) : from)
		.where(where)
		.orderBy(...newest)
		.limit(page.page_size)
		.offset((page.page - 1) * page.page_size);
	const rows = await db
		.select({ row: submissions, team: teams, publicScore: evaluations.publicScore })
		.from(submissions)
		.innerJoin(teams, eq(teams.id, submissions.teamId))
		.leftJoin(evaluations, eq(evaluations.id, submissions.evaluationId))
		.where(inArray(submissions.id, ids))
		.orderBy(...newest);
	const counted = db.select({ n: count() }).from(submissions).$dynamic();
	const [all] = await (
		join ? counted.innerJoin(teams, eq(teams.id, submissions.teamId)) : counted
	).where(where);
	const total = all!.n;
	return { rows: rows.map((row) => ({ ...row, competition })), total };
}

/** Most submissions that are offered for a comparison. */
const MOST_SCORED = 500;

/** Scored submissions, newest first: of one team, or of all teams of a kind. */
export async function listScored(
	db: Db,
	competition: CompetitionRow,
	whose: { kind: 'participant' | 'baseline'; teamId?: string },
): Promise<SubmissionView[]> {
	const rows = await db
		.select({ row: submissions, team: teams, publicScore: evaluations.publicScore })
		.from(submissions)
		.innerJoin(teams, eq(teams.id, submissions.teamId))
		.innerJoin(evaluations, eq(evaluations.id, submissions.evaluationId))
		.where(
			and(
				eq(submissions.competitionId, competition.id),
				eq(submissions.status, 'scored'),
				eq(teams.kind, whose.kind),
				whose.teamId === undefined ? undefined : eq(submissions.teamId, whose.teamId),
			),
		)
		.orderBy(desc(submissions.createdAt), desc(submissions.id))
		.limit(MOST_SCORED);
	return rows.map((row) => ({ ...row, competition }));
}

/** Every submission of the baselines, or of one of them, newest first. */
export const listRunsOfBaselines = (
	db: Db,
	competitionId: string,
	teamId?: string,
): Promise<SubmissionView[]> =>
	views(db)
		.where(
			and(
				eq(submissions.competitionId, competitionId),
				eq(teams.kind, 'baseline'),
				teamId === undefined ? undefined : eq(teams.id, teamId),
			),
		)
		.orderBy(desc(submissions.createdAt), desc(submissions.id));

/** The newest submission of each baseline, for the export. */
export async function listBaselineSubmissions(
	db: Db,
	competitionId: string,
): Promise<SubmissionView[]> {
	const rows = await listRunsOfBaselines(db, competitionId);
	const newest = new Map<string, SubmissionView>();
	for (const view of rows) if (!newest.has(view.team.id)) newest.set(view.team.id, view);
	return [...newest.values()].sort((a, b) => (a.team.id < b.team.id ? -1 : 1));
}

export interface NewSubmission {
	id: string;
	competitionId: string;
	teamId: string;
	/** Null where no account did it: a command on the data folder. */
	userId: string | null;
	fileName: string;
	sha256: string;
	size: number;
	now: number;
}

const insert = (s: NewSubmission, condition: SQL, late = sql`0`) => sql`
	INSERT INTO submissions
		(id, competition_id, team_id, user_id, status, attempt_returned, file_name, sha256, size,
			created_at, claims, crashes, late)
	SELECT ${s.id}, ${s.competitionId}, ${s.teamId}, ${s.userId}, 'received', 0, ${s.fileName},
		${s.sha256}, ${s.size}, ${s.now}, 0, 0, ${late}
	WHERE ${condition}
	RETURNING id`;

/**
 * Attempts that a team has used after an instant, as a number: those of its submissions, and those
 * that its members made elsewhere in the competition, so that nobody gains attempts by changing teams.
 */
const usedAttempts = (competitionId: string, teamId: string, since: number) => sql`(
	(SELECT count(*) FROM submissions s
		WHERE s.team_id = ${teamId} AND s.created_at > ${since} AND s.attempt_returned = 0)
	+ CASE WHEN (SELECT team_max_size > 1 OR class IS NOT NULL FROM competitions
		WHERE id = ${competitionId}) THEN
		(SELECT count(*) FROM submissions s WHERE ${ofMembersElsewhere(competitionId, teamId, since)})
		ELSE 0 END)`;

const ofMembersElsewhere = (competitionId: string, teamId: string, since: number) => sql`
	s.competition_id = ${competitionId} AND s.created_at > ${since} AND s.attempt_returned = 0
	AND s.team_id <> ${teamId}
	AND s.user_id IN (SELECT user_id FROM team_members WHERE team_id = ${teamId})
	AND (SELECT kind FROM teams WHERE id = s.team_id) = 'participant'`;

/**
 * Writes the row and reserves the attempt, in one statement: only if the competition takes submissions
 * at this instant, the sender is of the team, and the team has used fewer attempts than it has, however
 * many uploads run at once. After the close, or the team's own closing time, it is marked late.
 * @param since attempts made at or before this instant (UTC ms) are free again
 * @returns whether it was written
 */
export async function insertWithAttempt(
	db: Db,
	submission: NewSubmission,
	since: number,
): Promise<boolean> {
	const { competitionId, teamId, userId, now } = submission;
	const rows = await db.all(
		insert(
			submission,
			sql`EXISTS (
				SELECT 1 FROM competitions c
				WHERE c.id = ${competitionId}
					AND (c.opens_at IS NULL OR c.opens_at <= ${now})
					AND (c.closes_at IS NULL OR c.late = 'accept'
						OR ${teamDeadline(teamId)} + ${GRACE} + ${LATE_DAYS} > ${now})
					AND (${userId} IS NULL OR EXISTS (SELECT 1 FROM team_members m
						WHERE m.team_id = ${teamId} AND m.user_id = ${userId}))
					AND (c.per_day IS NULL
						OR c.per_day > ${usedAttempts(competitionId, teamId, since)}))`,
			sql`(SELECT c.closes_at IS NOT NULL AND ${teamDeadline(teamId)} + ${GRACE} <= ${now}
				FROM competitions c WHERE c.id = ${competitionId})`,
		),
	);
	return rows.length > 0;
}

/** Baselines have no limit and no closing time. */
export async function insertBaselineSubmission(
	db: Db,
	submission: NewSubmission,
	by?: { actor: Actor; name: string },
): Promise<void> {
	const { competitionId, now, id } = submission;
	const detail = { submission: id };
	await withEntry(
		db,
		{
			...{ competitionId, at: now, detail },
			...{ actor: by?.actor ?? null, action: 'baseline_submitted', target: by?.name ?? null },
		},
		[db.all(insert(submission, sql`1 = 1`))],
	);
}

/** Instants of a team's attempts after `since` that were not given back, oldest first. */
export async function listAttempts(
	db: Db,
	{ id, teamMaxSize, class: rules }: Pick<CompetitionRow, 'id' | 'teamMaxSize' | 'class'>,
	teamId: string,
	since: number,
): Promise<number[]> {
	const elsewhere =
		teamMaxSize > 1 || rules !== null
			? sql`UNION ALL SELECT s.created_at FROM submissions s
				WHERE ${ofMembersElsewhere(id, teamId, since)}`
			: sql``;
	const rows = await db.all<{ at: number }>(sql`
		SELECT s.created_at AS at FROM submissions s
		WHERE s.team_id = ${teamId} AND s.created_at > ${since} AND s.attempt_returned = 0
		${elsewhere} ORDER BY at`);
	return rows.map(({ at }) => at);
}
