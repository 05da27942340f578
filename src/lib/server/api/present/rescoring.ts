import type { Rescoring } from '#lib/api/schemas/rescoring';
import { findProgress, listUnscored } from '#db/queries/scoring-changes';
import type { ScoringChangeRow } from '#db/schema/scoring-changes';
import type { FileProblem } from '../../errors.ts';
import { changesOfScoring } from '../../rescoring/scoring.ts';
import type { Services } from '../../services.ts';
import { iso } from './competition.ts';

const UNSCORED_SHOWN = 20;
const NONE = { total: 0, done: 0, invalid: 0, failed: 0 };

/** A change with how far its scoring is. */
export async function presentRescoring(
	{ db }: Pick<Services, 'db'>,
	row: ScoringChangeRow,
): Promise<Rescoring> {
	const progress = row.state === 'open' ? await findProgress(db, row) : NONE;
	const unscored = await listUnscored(db, row.id, 'invalid', UNSCORED_SHOWN);
	return {
		number: row.number,
		state: row.state,
		ready: row.state === 'open' && progress.done === progress.total,
		reason: row.reason,
		by: row.userName,
		at: iso(row.createdAt)!,
		ended_at: iso(row.endedAt),
		ended_by: row.endedBy,
		solution: { before: row.solutionBefore, after: row.solutionVersion },
		solution_change: row.solutionChange,
		changes: changesOfScoring(row.before, row.after),
		notices: (row.notices ?? []).map((notice) => ({ code: 'notice', ...notice })),
		progress,
		unscored: unscored.map(({ submissionId, team, problems }) => ({
			submission_id: submissionId,
			team,
			problems: problems === null ? [] : (JSON.parse(problems) as FileProblem[]),
		})),
	};
}
