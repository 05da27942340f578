import { getMetric, rankRows } from '#scorer/index';
import {
	findBoardRevision,
	listPrivateStandings,
	listPublicStandings,
	listStandingsAt,
	type Standing,
} from '#db/queries/standings';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';

export type BoardSplit = 'public' | 'private';

export interface BoardEntry extends Standing {
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

const DAY_MS = 24 * 60 * 60 * 1000;
/** Movement is against yesterday's board, so even an unchanged board grows old. */
const FRESH_MS = 60_000;

const isParticipant = (standing: Standing) => standing.kind === 'participant';

const rank = (
	rows: { teamId: string; score: number; submittedAt: number }[],
	higherIsBetter: boolean,
) =>
	rankRows(
		rows.map((row) => ({ key: row.teamId, score: row.score, at: row.submittedAt })),
		higherIsBetter,
	);

const ranksOf = (...args: Parameters<typeof rank>) =>
	new Map(rank(...args).map((row) => [row.key, row.rank]));

async function loadBoard(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	competition: CompetitionRow,
	split: BoardSplit,
): Promise<Board> {
	const { higherIsBetter } = getMetric(competition.metric)!;
	const publicRows = await listPublicStandings(db, competition.id);
	const rows =
		split === 'public' ? publicRows : await listPrivateStandings(db, competition, higherIsBetter);
	const before = ranksOf(
		split === 'public'
			? await listStandingsAt(db, competition.id, now() - DAY_MS)
			: publicRows.filter(isParticipant),
		higherIsBetter,
	);
	const byTeam = new Map(rows.map((row) => [row.teamId, row]));
	const place = (
		which: Standing[],
		movementOf: (teamId: string, rank: number | null) => number | null,
	) =>
		rank(which, higherIsBetter).map((row): BoardEntry => ({
			...byTeam.get(row.key)!,
			rank: row.rank,
			tied: row.tied,
			movement: movementOf(row.key, row.rank),
		}));
	const participants = place(rows.filter(isParticipant), (teamId, now) => {
		const then = before.get(teamId);
		return then == null || now === null ? null : then - now;
	});
	const baselines = place(
		rows.filter((row) => !isParticipant(row)),
		() => null,
	).map((entry) => ({ ...entry, rank: null, tied: false }));
	return {
		participants,
		baselines,
		placeOf: new Map(participants.map((entry, i) => [entry.teamId, i])),
	};
}

interface Cached {
	revision: number;
	at: number;
	board: Promise<Board>;
}

export interface Boards {
	/** The whole board of a split. Callers have checked that the reader may see it. */
	get(competition: CompetitionRow, split: BoardSplit): Promise<Board>;
}

/**
 * Boards are ranked once and kept until a submission changes them (competitions.board_revision, so
 * also by another process), at most a minute.
 */
export function createBoards(services: Pick<Services, 'db' | 'now'>): Boards {
	const cache = new Map<string, Cached>();
	return {
		async get(competition, split) {
			const key = `${competition.id}/${split}`;
			const revision = await findBoardRevision(services.db, competition.id);
			const known = cache.get(key);
			const age = services.now() - (known?.at ?? 0);
			if (known?.revision === revision && age >= 0 && age < FRESH_MS) return known.board;
			const board = loadBoard(services, competition, split);
			cache.set(key, { revision, at: services.now(), board });
			board.catch(() => cache.delete(key));
			return board;
		},
	};
}
