/** Finding submissions of a competition, for its organisers. */
import { and, asc, eq, gte, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import type { CompetitionRow } from '../schema/competitions.ts';
import { evaluations } from '../schema/evaluations.ts';
import { submissions, type Status } from '../schema/submissions.ts';
import { teams } from '../schema/teams.ts';
import type { SubmissionView } from './submissions.ts';

export interface SubmissionFilter {
	status?: Status;
	teamId?: string;
	/** Part of a team's or a file's name, or of an id. */
	q?: string;
	/** UTC ms, from on and before. */
	from?: number;
	before?: number;
	late?: boolean;
	disqualified?: boolean;
	kind?: 'participant' | 'baseline';
}

/** Needs `teams` joined only where it asks for a kind or a text: `needsTeam`. */
export function whereOf(competitionId: string, filter: SubmissionFilter): SQL | undefined {
	const { status, teamId, q, from, before, late, disqualified, kind } = filter;
	const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	const contains = sql`(${teams.name} LIKE ${pattern} ESCAPE '\\'
		OR ${submissions.fileName} LIKE ${pattern} ESCAPE '\\'
		OR ${submissions.id} LIKE ${pattern} ESCAPE '\\')`;
	return and(
		eq(submissions.competitionId, competitionId),
		status && eq(submissions.status, status),
		teamId === undefined ? undefined : eq(submissions.teamId, teamId),
		from === undefined ? undefined : gte(submissions.createdAt, from),
		before === undefined ? undefined : lt(submissions.createdAt, before),
		late === undefined ? undefined : eq(submissions.late, late),
		disqualified === undefined
			? undefined
			: disqualified
				? isNotNull(submissions.disqualifiedAt)
				: isNull(submissions.disqualifiedAt),
		kind && eq(teams.kind, kind),
		q ? contains : undefined,
	);
}

export const needsTeam = ({ q, kind }: SubmissionFilter): boolean =>
	Boolean(q) || kind !== undefined;

/** Everything that fits, oldest first. */
export async function listForDownload(
	db: Db,
	competition: CompetitionRow,
	filter: SubmissionFilter,
): Promise<SubmissionView[]> {
	const rows = await db
		.select({ row: submissions, team: teams, publicScore: evaluations.publicScore })
		.from(submissions)
		.innerJoin(teams, eq(teams.id, submissions.teamId))
		.leftJoin(evaluations, eq(evaluations.id, submissions.evaluationId))
		.where(whereOf(competition.id, filter))
		.orderBy(asc(submissions.createdAt), asc(submissions.id));
	return rows.map((row) => ({ ...row, competition }));
}
