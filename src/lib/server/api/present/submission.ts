import type {
	Evaluation,
	Submission,
	SubmissionEvent,
	SubmissionSummary,
} from '#lib/api/schemas/submissions';
import type { PublicEvaluation } from '#db/queries/evaluations';
import type { findStatus, SubmissionView } from '#db/queries/submissions';
import type { SplitReport } from '#scorer/types';
import type { Shown } from '#lib/competition-folder/show';
import { withoutHidden } from '../../visibility.ts';
import { iso } from './competition.ts';
import { metricsOf, rankingMetricOf } from './metric.ts';

/** `privateScore` is undefined for readers who may not see it, and then left out of the answer. */
export const submissionSummary = (
	{ row, team, competition, publicScore }: SubmissionView,
	privateScore?: number | null,
): SubmissionSummary => ({
	id: row.id,
	competition: competition.slug,
	team: { id: team.id, name: team.name, kind: team.kind },
	status: row.status,
	score: publicScore,
	...(privateScore === undefined ? {} : { private_score: privateScore }),
	attempt_returned: row.attemptReturned,
	file: { name: row.fileName, size: row.size, sha256: row.sha256 },
	created_at: iso(row.createdAt)!,
	finished_at: iso(row.finishedAt),
	late: row.late,
	disqualified:
		row.disqualifiedAt === null
			? null
			: { at: iso(row.disqualifiedAt)!, reason: row.disqualifiedReason ?? '' },
	problem: row.problems?.[0]?.detail ?? null,
});

/** `hidden` are the reports that only some may see; undefined for everyone else. */
export const evaluationOf = (
	row: PublicEvaluation,
	can: Record<Shown, boolean>,
	hidden?: { private: SplitReport | null; all: SplitReport | null },
): Evaluation =>
	({
		id: row.id,
		metric: row.metric,
		metric_version: row.metricVersion,
		scorer_version: row.scorerVersion,
		solution_version: row.solutionVersion,
		duration_ms: row.durationMs,
		created_at: iso(row.createdAt)!,
		splits: {
			public: withoutHidden(row.publicReport, can),
			...(hidden?.private ? { private: withoutHidden(hidden.private, can) } : {}),
			...(hidden?.all ? { all: withoutHidden(hidden.all, can) } : {}),
		},
	}) as Evaluation;

export const submissionOf = (
	view: SubmissionView,
	about: {
		privateScore?: number | null;
		evaluation: Evaluation | null;
		standing: Submission['standing'];
		references: Submission['references'];
		canSee: Record<Shown, boolean>;
		organiser: boolean;
	},
): Submission => {
	const { row, competition } = view;
	const failure =
		about.organiser && row.failure
			? [
					{
						code: 'scoring_failed',
						detail: row.failure,
						remedy: 'Only organisers see this. Tell the administrator of the server.',
					},
				]
			: [];
	return {
		...submissionSummary(view, about.privateScore),
		metric: rankingMetricOf(competition),
		metrics: metricsOf(competition),
		can_see: about.canSee,
		competition_title: competition.title,
		notices: row.notices ?? [],
		problems: [...(row.problems ?? []), ...failure],
		evaluation: about.evaluation,
		standing: about.standing,
		references: about.references,
	};
};

export const eventOf = (
	id: string,
	status: NonNullable<Awaited<ReturnType<typeof findStatus>>>,
	now: number,
): SubmissionEvent => ({
	id,
	status: status.status,
	score: status.publicScore,
	at: iso(status.finishedAt ?? now)!,
});
