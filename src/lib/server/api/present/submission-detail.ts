import type { SplitReportJson, Submission } from '#lib/api/schemas/submissions';
import { mainFigure } from '#lib/charts/findings';
import { findEvaluation, findPrivateReports, listPrivateScores } from '#db/queries/evaluations';
import { findSubmission, type SubmissionView } from '#db/queries/submissions';
import type { Seat } from '../../access.ts';
import type { Services } from '../../services.ts';
import { separationOf } from '../../leaderboard/separation.ts';
import { allThatCanBeSeen } from '../../visibility.ts';
import { metricsOf, rankingMetricOf } from './metric.ts';
import { evaluationOf, submissionOf } from './submission.ts';

type Found = Omit<Seat, 'competition'> & { submission: SubmissionView };

async function referenceOf(
	{ db }: Services,
	entry: { name: string; submissionId: string } | undefined,
): Promise<Submission['references']> {
	const view = entry && (await findSubmission(db, entry.submissionId));
	const id = view?.row.evaluationId;
	const evaluation = id ? await findEvaluation(db, id) : undefined;
	if (!entry || !view || !evaluation) return [];
	const report = evaluation.publicReport as SplitReportJson;
	const { competition } = view;
	const figure = mainFigure(report, rankingMetricOf(competition), metricsOf(competition));
	if (figure === null) return [];
	const values = Object.entries(report.labels).map(([label, row]) => [label, row[figure] ?? null]);
	return [{ name: entry.name, figure, labels: Object.fromEntries(values) }];
}

/**
 * What a submission is compared with, label by label, on the public split. A participant's figures by
 * label are details of their submission: until the close only the best baseline is shown, after it
 * the leader as well.
 */
async function references(services: Services, found: Found): Promise<Submission['references']> {
	const { competition, row } = found.submission;
	const board = await services.boards.get(competition, 'public');
	const baseline = board.baselines.find((entry) => entry.submissionId !== row.id);
	const leader = board.participants[0];
	const showLeader =
		found.settled && competition.class?.board !== 'own' && leader?.submissionId !== row.id;
	return [
		...(showLeader ? await referenceOf(services, leader) : []),
		...(await referenceOf(services, baseline)),
	];
}

async function standing(
	services: Services,
	{ submission: { competition, team, row } }: Found,
): Promise<Submission['standing']> {
	const board = await services.boards.get(competition, 'public');
	const place = board.placeOf.get(team.id);
	const entry = place === undefined ? undefined : board.participants[place];
	if (!entry || entry.rank === null) return null;
	const separated = await separationOf(services, competition, 'public', board);
	return {
		rank: entry.rank,
		of: board.participants.length,
		tied: entry.tied,
		is_best: entry.submissionId === row.id,
		rank_range: separated?.[place!]?.rankRange ?? null,
	};
}

/** A submission as one reader may see it; the private split only where the seat says so. */
export async function presentSubmission(services: Services, found: Found): Promise<Submission> {
	const { db } = services;
	const { row } = found.submission;
	const id = row.evaluationId;
	const evaluation = id === null ? undefined : await findEvaluation(db, id);
	const hidden = id !== null && found.canSeePrivate ? await findPrivateReports(db, id) : undefined;
	const privateScore = found.canSeePrivate
		? ((await listPrivateScores(db, id === null ? [] : [id])).get(id ?? '') ?? null)
		: undefined;
	const can = allThatCanBeSeen(found, found.submission.competition);
	return submissionOf(found.submission, {
		privateScore,
		evaluation: evaluation ? evaluationOf(evaluation, can, hidden) : null,
		standing: await standing(services, found),
		references: evaluation ? await references(services, found) : [],
		canSee: can,
		organiser: found.organiser,
	});
}
