import { getMetric, rankRows } from '#scorer/index';
import {
	findBoardRevision,
	listPrivateStandings,
	listPublicStandings,
	listStandingsAt,
	type Standing,
	type TeamKind,
} from '#db/queries/standings';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';

export type BoardSplit = 'public' | 'private';

export interface BoardEntry extends Standing {
	kind: TeamKind;
	/** Null for baselines. */
	rank: number | null;
	tied: boolean;
	/** Ranks gained since a day ago (public) or from the public board (private); null is new. */
	movement: number | null;
}

export interface Board {
	/** Ranked participants, in order. */
	participants: BoardEntry[];
	/** Best first. */
	baselines: BoardEntry[];
	/** Team id -> place in `participants`. */
	placeOf: Map<string, number>;
}

type Ranks = Map<string, number | null>;
type Scored = Pick<Standing, 'teamId' | 'score' | 'submittedAt'>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a board is kept that nothing has changed: `movement` is against a moving yesterday. */
const FRESH_MS = 60_000;

const rank = (rows: Scored[], higherIsBetter: boolean) =>
	rankRows(
		rows.map((row) => ({ key: row.teamId, score: row.score, at: row.submittedAt, row })),
		higherIsBetter,
	);

const ranksOf = (rows: Scored[], higherIsBetter: boolean): Ranks =>
	new Map(rank(rows, higherIsBetter).map((row) => [row.key, row.rank]));

/** Adds ranks to one kind of team, best first. */
function placed(
	rows: Standing[],
	kind: TeamKind,
	higherIsBetter: boolean,
	before?: Ranks,
): BoardEntry[] {
	return rank(rows, higherIsBetter).map((ranked) => {
		const { teamId, name, submissionId, score, submittedAt } = ranked.row as Standing;
		const then = before?.get(teamId) ?? null;
		// Written out: spreading 10,000 rows of the database client takes ten times as long.
		return {
			teamId,
			name,
			submissionId,
			score,
			submittedAt,
			kind,
			rank: before ? ranked.rank : null,
			tied: before ? ranked.tied : false,
			movement: then === null || ranked.rank === null ? null : then - ranked.rank,
		};
	});
}

type Sources = Pick<Services, 'db'> & {
	/** Ranks of yesterday's public board. */
	yesterday: (competition: CompetitionRow) => Promise<Ranks>;
};

async function loadBoard(
	{ db, yesterday }: Sources,
	competition: CompetitionRow,
	split: BoardSplit,
): Promise<Board> {
	const { higherIsBetter } = getMetric(competition.metric)!;
	const list = (kind: TeamKind) =>
		split === 'public'
			? listPublicStandings(db, competition.id, kind)
			: listPrivateStandings(db, competition, kind, higherIsBetter);
	const before =
		split === 'public'
			? await yesterday(competition)
			: ranksOf(await listPublicStandings(db, competition.id, 'participant'), higherIsBetter);
	const participants = placed(await list('participant'), 'participant', higherIsBetter, before);
	return {
		participants,
		baselines: placed(await list('baseline'), 'baseline', higherIsBetter),
		placeOf: new Map(participants.map((entry, i) => [entry.teamId, i])),
	};
}

export interface Boards {
	/** The whole board of a split. Callers have checked that the reader may see it. */
	get(competition: CompetitionRow, split: BoardSplit): Promise<Board>;
}

/** Keeps a value until its revision changes, and at most a minute. */
function createCache<T>(now: () => number) {
	const kept = new Map<string, { revision: number; at: number; value: Promise<T> }>();
	return (key: string, revision: number, load: () => Promise<T>): Promise<T> => {
		const known = kept.get(key);
		const age = now() - (known?.at ?? 0);
		if (known?.revision === revision && age >= 0 && age < FRESH_MS) return known.value;
		const value = load();
		kept.set(key, { revision, at: now(), value });
		value.catch(() => kept.delete(key));
		return value;
	};
}

/**
 * Boards are ranked once and kept until a submission changes them: competitions.board_revision
 * counts, also for changes by another process. Yesterday's board does not change with it.
 */
export function createBoards({ db, now }: Pick<Services, 'db' | 'now'>): Boards {
	const boards = createCache<Board>(now);
	const past = createCache<Ranks>(now);
	const yesterday = (competition: CompetitionRow) =>
		past(competition.id, 0, async () =>
			ranksOf(
				await listStandingsAt(db, competition.id, now() - DAY_MS),
				getMetric(competition.metric)!.higherIsBetter,
			),
		);
	return {
		async get(competition, split) {
			const revision = await findBoardRevision(db, competition.id);
			const load = () => loadBoard({ db, yesterday }, competition, split);
			return boards(`${competition.id}/${split}`, revision, load);
		},
	};
}
