import { uuidv7 } from 'uuidv7';
import { getMetric } from '#scorer/index';
import { findCompetitionById, findSolution } from '#db/queries/competitions';
import { finishWithoutScore, releaseClaim, retryLater } from '#db/queries/dispatch';
import { finishWithScore } from '#db/queries/evaluations';
import type { CompetitionRow, SolutionVersionRow } from '#db/schema/competitions';
import type { SubmissionRow } from '#db/schema/submissions';
import { specOf } from '../competitions/spec.ts';
import type { Services } from '../services.ts';
import type { ScoredJob, ScorerPool } from '#scorer/service/pool';
import { evaluationOf } from './evaluation.ts';
import { tellResult } from './tell-result.ts';

/** Scoring that throws is tried this often in all. */
const MAX_CRASHES = 3;
/**
 * A file that is taken up this often and never finishes takes the whole process down with it. High,
 * because a restart counts too, and restarts are seldom the file's fault.
 */
export const MAX_CLAIMS = 25;

type Work = Services & { pool: ScorerPool };
/** A claimed row, whose lease token is set. */
export type Claim = SubmissionRow & { leaseToken: string };

const OUR_FAULT = {
	code: 'scoring_failed' as const,
	detail: 'Scoring failed on our side; the file was not judged.',
	remedy: 'Your attempt was given back. Submit again, or tell the organiser.',
};

async function fail({ db, now, log }: Work, claim: Claim, reason: string): Promise<void> {
	log.error({ submission: claim.id, reason }, 'a submission could not be scored');
	await finishWithoutScore(db, claim.leaseToken, {
		status: 'failed',
		problems: [OUR_FAULT],
		notices: [],
		failure: reason.slice(0, 2000),
		now: now(),
	});
}

/** Ends a claim with its result. @returns false if the lease was lost or the scoring has changed */
async function finish(
	work: Work,
	claim: Claim,
	competition: CompetitionRow,
	solution: SolutionVersionRow,
	result: ScoredJob,
): Promise<boolean> {
	const { db, now } = work;
	if (!result.ok) {
		const { problems, notices } = result;
		const { scoringRevision } = competition;
		const end = { status: 'invalid' as const, problems, notices, scoringRevision, now: now() };
		return finishWithoutScore(db, claim.leaseToken, end);
	}
	return finishWithScore(db, {
		submissionId: claim.id,
		competitionId: claim.competitionId,
		teamId: claim.teamId,
		submittedAt: claim.createdAt,
		leaseToken: claim.leaseToken,
		scoringRevision: competition.scoringRevision,
		higherIsBetter: getMetric(competition.metric)!.higherIsBetter,
		standingId: uuidv7(),
		notices: result.notices,
		now: now(),
		evaluation: await evaluationOf(work, competition, solution, result),
	});
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause === undefined ? '' : `\ncaused by: ${reasonOf(error.cause)}`;
	return (error.stack ?? error.message) + cause;
}

/** Scores one claimed submission and ends its row, whatever happens. Never rejects. */
export async function scoreClaim(work: Work, claim: Claim): Promise<void> {
	const { db, files, config, pool, events, log, now } = work;
	try {
		if (claim.claims > MAX_CLAIMS) {
			return await fail(work, claim, `taken up ${MAX_CLAIMS} times without an end`);
		}
		const competition = await findCompetitionById(db, claim.competitionId);
		const solution = await findSolution(db, competition);
		const result = await files.withPath(claim.sha256, (submissionPath) =>
			files.withPath(solution.sha256, (solutionPath) =>
				pool.score({
					submissionPath,
					solutionPath,
					solutionHash: solution.sha256,
					spec: specOf(competition),
					maxBytes: config.maxUploadBytes,
				}),
			),
		);
		const written = await finish(work, claim, competition, solution, result);
		if (written) return;
		const again = await releaseClaim(db, claim.leaseToken);
		const why = again ? 'the scoring changed meanwhile; it is scored anew' : 'the lease was lost';
		log.warn({ submission: claim.id }, `${why}; nothing was written`);
	} catch (error) {
		const reason = reasonOf(error);
		if (claim.crashes + 1 >= MAX_CRASHES)
			return await fail(work, claim, reason).catch(() => undefined);
		log.warn({ submission: claim.id, reason }, 'scoring crashed; it will be tried again');
		const delay = 500 * 4 ** claim.crashes;
		await retryLater(db, claim.leaseToken, now() + delay).catch(() => undefined);
	} finally {
		events.changed(claim.id);
		await tellResult(work, claim);
	}
}
