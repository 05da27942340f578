/** Ranks of a board: by the metric, or by the mean of the ranks over metric and columns. */
import { getMetric, rankByMeanRank, rankRows } from '#scorer/index';
import type { RankedBy, Standing, TeamKind } from '#db/queries/standings';
import type { CompetitionRow } from '#db/schema/competitions';
import type { StoredFigures } from '#db/schema/evaluations';

export interface BoardEntry extends Omit<Standing, 'lo' | 'hi'> {
	kind: TeamKind;
	/** Null for baselines. */
	rank: number | null;
	tied: boolean;
	/** 95 % interval of the score; null where there is none. */
	interval: [lo: number, hi: number] | null;
	/** Where the board ranks by it. */
	meanRank: number | null;
	/** Ranks gained since a day ago (public) or from the public board (private); null is new. */
	movement: number | null;
}

export type Ranks = Map<string, number | null>;
/** What says how a competition ranks. */
export type Ranking = Pick<CompetitionRow, 'metric' | 'columns' | 'ranking'>;

interface Place<T> {
	row: T;
	rank: number | null;
	tied: boolean;
	meanRank: number | null;
}

/** The board's further columns; null of an evaluation that has none. */
export const figuresOf = ({ figures }: Pick<Standing, 'figures'>): StoredFigures | null =>
	figures === null ? null : (JSON.parse(figures) as StoredFigures);

const isHigherBetter = (id: string): boolean => getMetric(id)!.higherIsBetter;

const byScore = <T extends RankedBy>(rows: T[], { metric }: Ranking): Place<T>[] =>
	rankRows(
		rows.map((row) => ({ key: row.teamId, score: row.score, at: row.submittedAt, row })),
		isHigherBetter(metric),
	).map(({ row, rank, tied }) => ({ row, rank, tied, meanRank: null }));

/** Equal means share a rank and keep the order of the metric. */
function byMeanRank<T extends RankedBy>(rows: T[], ranking: Ranking): Place<T>[] {
	const columns = ranking.columns ?? [];
	const best = byScore(rows, ranking).map(({ row }) => row);
	const byKey = new Map(best.map((row) => [row.teamId, row]));
	const entries = best.map((row) => {
		const figures = figuresOf(row);
		return {
			key: row.teamId,
			scores: [row.score, ...columns.map((id) => figures?.[id]?.[0] ?? null)],
		};
	});
	const means = rankByMeanRank(entries, [ranking.metric, ...columns].map(isHigherBetter));
	const shared = rankRows(
		means.map(({ key, meanRank }, i) => ({ key, score: meanRank, at: i })),
		false,
	);
	return shared.map(({ key, score, rank, tied }) => ({
		row: byKey.get(key)!,
		rank,
		tied,
		meanRank: score,
	}));
}

const placesOf = <T extends RankedBy>(rows: T[], ranking: Ranking): Place<T>[] =>
	ranking.ranking === 'mean_rank' ? byMeanRank(rows, ranking) : byScore(rows, ranking);

export const ranksOf = (rows: RankedBy[], ranking: Ranking): Ranks =>
	new Map(placesOf(rows, ranking).map(({ row, rank }) => [row.teamId, rank]));

/**
 * One kind of team, best first. Participants get ranks, and their movement from the ranks before;
 * baselines stand in the order of their scores, because they have no rank to take a mean of.
 */
export function placed(
	rows: Standing[],
	kind: TeamKind,
	ranking: Ranking,
	before?: Ranks,
): BoardEntry[] {
	return (before ? placesOf(rows, ranking) : byScore(rows, ranking)).map(
		({ row, rank, tied, meanRank }) => {
			const { teamId, name, submissionId, score, submittedAt, lo, hi, figures, evidence } = row;
			const then = before?.get(teamId) ?? null;
			// Written out: spreading 10,000 rows of the database client takes ten times as long.
			return {
				teamId,
				name,
				submissionId,
				score,
				submittedAt,
				evidence,
				kind,
				rank: before ? rank : null,
				tied: before ? tied : false,
				interval: lo === null || hi === null ? null : [lo, hi],
				figures,
				meanRank,
				movement: then === null || rank === null ? null : then - rank,
			};
		},
	);
}
