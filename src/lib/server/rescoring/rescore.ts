/** One submission under an open change. */
import type { RescoringClaim, RescoringEnd } from '#db/queries/rescorings';
import { findCompetitionById, findSolution } from '#db/queries/competitions';
import { findChangeById } from '#db/queries/scoring-changes';
import type { CompetitionRow, SolutionVersionRow } from '#db/schema/competitions';
import type { ScorerPool } from '#scorer/service/pool';
import { specOf } from '../competitions/spec.ts';
import { evaluationOf } from '../lifecycle/evaluation.ts';
import type { Services } from '../services.ts';
import { underScoring } from './scoring.ts';

/** Scoring that throws is tried this often in all. */
const MAX_CRASHES = 3;

interface Source {
	/** As the change would make it. */
	competition: CompetitionRow;
	solution: SolutionVersionRow;
}

/** By change. */
export type Sources = Map<string, Promise<Source>>;

async function sourceOf({ db }: Pick<Services, 'db'>, claim: RescoringClaim): Promise<Source> {
	const change = await findChangeById(db, claim.changeId);
	const present = await findCompetitionById(db, claim.competitionId);
	const competition = underScoring(present, change!);
	return { competition, solution: await findSolution(db, competition) };
}

async function judge(
	services: Services & { pool: Pick<ScorerPool, 'score'> },
	{ competition, solution }: Source,
	claim: RescoringClaim,
): Promise<RescoringEnd> {
	const { files, config, pool } = services;
	const result = await files.withPaths([claim.sha256, solution.sha256], ([submission, labels]) =>
		pool.score({
			submissionPath: submission!,
			solutionPath: labels!,
			solutionHash: solution.sha256,
			spec: specOf(competition),
			maxBytes: config.maxUploadBytes,
		}),
	);
	const { notices } = result;
	if (!result.ok) return { ...claim, state: 'invalid', problems: result.problems, notices };
	const evaluation = await evaluationOf(services, competition, solution, result);
	return { ...claim, state: 'scored', notices, evaluation };
}

/** Never rejects: what throws is tried again, and after that is our fault. */
export async function rescore(
	services: Services & { pool: Pick<ScorerPool, 'score'> },
	sources: Sources,
	claim: RescoringClaim,
): Promise<RescoringEnd> {
	const { log, now } = services;
	try {
		const source = sources.get(claim.changeId) ?? sourceOf(services, claim);
		sources.set(claim.changeId, source);
		return await judge(services, await source, claim);
	} catch (error) {
		const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
		log.warn({ submission: claim.submissionId, reason }, 'a rescoring crashed');
		if (claim.crashes + 1 >= MAX_CRASHES) {
			return { ...claim, state: 'failed', failure: reason.slice(0, 2000) };
		}
		return { ...claim, state: 'again', notBefore: now() + 500 * 4 ** claim.crashes };
	}
}
