/** The board as grades see it: what came in time, and what came late, by team. */
import type { Board } from '#lib/grades/index';
import { listLateScores } from '#db/queries/grades';
import { getMetric } from '#scorer/index';
import type { CompetitionRow } from '#db/schema/competitions';
import { daysLate, deadlineOf } from '../classes/deadlines.ts';
import type { Services } from '../services.ts';

export type GradeSplit = 'public' | 'private';

/**
 * For every day late the submission with the best public score stands, as it would on the board; the
 * better grade counts in the end. What came late has no rank.
 */
async function lateEntries(
	{ db }: Pick<Services, 'db'>,
	competition: CompetitionRow,
	split: GradeSplit,
): Promise<Board['entries']> {
	const { higherIsBetter } = getMetric(competition.metric)!;
	const better = (a: number | null, b: number | null) =>
		b === null || (a !== null && (higherIsBetter ? a > b : a < b));
	const best = new Map<string, { entry: Board['entries'][number]; open: number | null }>();
	for (const late of await listLateScores(db, competition.id)) {
		const deadline = deadlineOf(competition, late.extendedUntil);
		const days = daysLate(competition, deadline, late.submittedAt);
		const key = `${late.teamId} ${days}`;
		const known = best.get(key);
		if (known && !better(late.publicScore, known.open)) continue;
		const score = split === 'public' ? late.publicScore : late.privateScore;
		const entry = { key: late.teamId, score, rank: null, daysLate: days };
		best.set(key, { entry, open: late.publicScore });
	}
	return [...best.values()].map(({ entry }) => entry);
}

/** For staff: it may be of the private split. */
export async function gradeBoardOf(
	services: Pick<Services, 'db' | 'boards'>,
	competition: CompetitionRow,
	split: GradeSplit,
): Promise<Board> {
	const board = await services.boards.get(competition, split);
	return {
		entries: [
			...board.participants.map(({ teamId, score, rank }) => ({
				...{ key: teamId, score, rank, daysLate: 0 },
			})),
			...(await lateEntries(services, competition, split)),
		],
		baselines: board.baselines.map(({ name, score, interval }) => ({ name, score, interval })),
		higherIsBetter: getMetric(competition.metric)!.higherIsBetter,
	};
}
