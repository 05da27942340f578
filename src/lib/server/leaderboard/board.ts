import {
	findBoardRevision,
	listPrivateStandings,
	listPublicStandings,
	listStandingsAt,
	type TeamKind,
} from '#db/queries/standings';
import { findChangeAfter } from '#db/queries/scoring-changes';
import { getMetric } from '#scorer/index';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';
import { placed, ranksOf, type BoardEntry, type Ranks } from './place.ts';

export type BoardSplit = 'public' | 'private';
export type { BoardEntry };

export interface Board {
	/** Ranked participants, in order. */
	participants: BoardEntry[];
	/** Best first. */
	baselines: BoardEntry[];
	/** Team id -> place in `participants`. */
	placeOf: Map<string, number>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a board is kept that nothing has changed: `movement` is against a moving yesterday. */
const FRESH_MS = 60_000;

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
			? listPublicStandings(db, competition, kind)
			: listPrivateStandings(db, competition, kind, higherIsBetter);
	const before =
		split === 'public'
			? await yesterday(competition)
			: ranksOf(await listPublicStandings(db, competition, 'participant'), competition);
	const participants = placed(await list('participant'), 'participant', competition, before);
	return {
		participants,
		baselines: placed(await list('baseline'), 'baseline', competition),
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

/** Ranks of the public board as it stood at an instant, by what ranked it then. */
export async function ranksAt(
	{ db }: Pick<Services, 'db'>,
	competition: CompetitionRow,
	instant: number,
): Promise<Ranks> {
	const since = await findChangeAfter(db, competition.id, instant);
	const rows = await listStandingsAt(db, competition.id, instant);
	return ranksOf(rows, since ? { ...competition, ...since.before } : competition);
}

/**
 * Boards are ranked once and kept until a submission changes them: competitions.board_revision
 * counts, also for changes by another process. Yesterday's board does not change with it.
 */
export function createBoards({ db, now }: Pick<Services, 'db' | 'now'>): Boards {
	const boards = createCache<Board>(now);
	const past = createCache<Ranks>(now);
	const yesterday = (competition: CompetitionRow) =>
		past(competition.id, 0, () => ranksAt({ db }, competition, now() - DAY_MS));
	return {
		async get(competition, split) {
			const revision = await findBoardRevision(db, competition.id);
			const load = () => loadBoard({ db, yesterday }, competition, split);
			return boards(`${competition.id}/${split}`, revision, load);
		},
	};
}
