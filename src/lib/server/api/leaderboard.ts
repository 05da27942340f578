import { createRoute, z } from '@hono/zod-openapi';
import { Page } from '#lib/api/schemas/common';
import { Leaderboard, type LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { getMetric } from '#scorer/index';
import { findSolution, listReported } from '#db/queries/competitions';
import type { CompetitionRow } from '#db/schema/competitions';
import { listPeople, type NamedTeam } from '#db/queries/pseudonyms';
import { countEntries, listBaselineNotes } from '#db/queries/standings';
import { requireCompetition, requirePrivateBoard, type Seat } from '../access.ts';
import type { Board, BoardEntry, BoardSplit } from '../leaderboard/board.ts';
import { visibleRows } from '../leaderboard/visible.ts';
import { leaderboardCsv } from '../leaderboard/csv.ts';
import { reportedRow, teamRow } from '../leaderboard/references.ts';
import { selectionRule, tieRule } from '../leaderboard/rules.ts';
import { separationOf, testInWords } from '../leaderboard/separation.ts';
import { LEVEL, RANGES_FOR, type Separated } from '../leaderboard/separations.ts';
import type { Services } from '../services.ts';
import { newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { iso } from './present/competition.ts';
import { columnsOf, rankingMetricOf } from './present/metric.ts';

const tags = ['Leaderboard'];
const SplitQuery = z.object({ split: z.enum(['public', 'private']).default('public') });

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/leaderboard',
	tags,
	summary: 'Ranked participants, with baselines and reported results beside them',
	request: {
		params: SlugParam,
		query: Page.extend(SplitQuery.shape).extend({ q: z.string().trim().max(100).default('') }),
	},
	responses: ok(Leaderboard, 'One page; the private split is for organisers until the close'),
});

const csv = createRoute({
	method: 'get',
	path: '/competitions/{slug}/leaderboard.csv',
	tags,
	summary: 'All rows',
	request: { params: SlugParam, query: SplitQuery },
	responses: sends('text/csv', 'The file'),
});

async function seatAt(services: Services, viewer: Seat['viewer'], slug: string, split: BoardSplit) {
	const seat = await requireCompetition(services, viewer, slug);
	if (split === 'private') requirePrivateBoard(seat);
	return seat;
}

/** A board with what its tests say. */
interface Tested extends Board {
	/** Who is behind the names; staff of a class only. */
	people: Map<string, NamedTeam> | null;
	/** By place; null while the tests run, and where there are none. */
	separated: Separated[] | null;
}

async function boardOf(services: Services, seat: Seat, split: BoardSplit): Promise<Tested> {
	const { competition } = seat;
	const board = await services.boards.get(competition, split);
	const people =
		competition.class && seat.organiser ? await listPeople(services.db, competition.id) : null;
	const separated = await separationOf(services, competition, split, board);
	return { ...board, separated, people };
}

/** Rows of a board with what is only looked up for those that are shown. */
async function show(
	{ db }: Services,
	seat: Seat,
	{ placeOf, separated, people }: Tested,
	entries: BoardEntry[],
	notes = new Map<string, string | null>(),
): Promise<LeaderboardRow[]> {
	const { competition, team, organiser } = seat;
	const reader = { teamId: team?.id ?? null, organiser };
	const teamIds = entries.map(({ teamId }) => teamId);
	const counts = await countEntries(db, competition.id, teamIds);
	return entries.map((entry) => {
		const place = placeOf.get(entry.teamId);
		const about = {
			entries: counts.get(entry.teamId) ?? 0,
			note: notes.get(entry.teamId) ?? null,
			columns: competition.columns ?? [],
			separated: (place === undefined ? null : separated?.[place]) ?? null,
			who: people?.get(entry.teamId) ?? null,
		};
		return teamRow(entry, about, reader);
	});
}

/** Baselines and reported results, best first; nothing has an undefined score here. */
async function referenceRows(
	services: Services,
	seat: Seat,
	board: Tested,
): Promise<LeaderboardRow[]> {
	const { competition } = seat;
	const { higherIsBetter } = getMetric(competition.metric)!;
	const reported = (await listReported(services.db, competition)).map(reportedRow);
	const notes = await listBaselineNotes(services.db, competition.id);
	const rows = [...(await show(services, seat, board, board.baselines, notes)), ...reported];
	return rows.sort((a, b) => (higherIsBetter ? b.score! - a.score! : a.score! - b.score!));
}

const simple = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function extentOf(shown: BoardEntry[], references: LeaderboardRow[]): [number, number] | null {
	let [low, high] = [Infinity, -Infinity];
	for (const { score, interval } of [...shown, ...references]) {
		low = Math.min(low, score!, interval?.[0] ?? Infinity);
		high = Math.max(high, score!, interval?.[1] ?? -Infinity);
	}
	return low <= high ? [low, high] : null;
}

function separationInfo(
	competition: CompetitionRow,
	{ separated }: Tested,
	all: boolean,
): Leaderboard['separation'] {
	if (competition.ranking !== 'metric') return null;
	const [leader, ...others] = separated ?? [];
	const tied = others.filter(({ tiedWithFirst }) => tiedWithFirst === true).length;
	return {
		test: testInWords(competition),
		level: LEVEL,
		ready: separated !== null,
		ranges_for: RANGES_FOR,
		tied_with_first: all && leader && leader.tiedWithFirst !== null ? tied + 1 : null,
	};
}

/** Staff also find people by their own names. */
const isCalled = ({ people }: Tested, { teamId, name }: BoardEntry, wanted: string): boolean =>
	[name, ...(people?.get(teamId)?.people ?? [])].some((text) => simple(text).includes(wanted));

async function pageOf(
	services: Services,
	seat: Seat,
	query: { split: BoardSplit; page: number; page_size: number; q: string },
): Promise<Leaderboard> {
	const { competition } = seat;
	const { split, page, page_size } = query;
	const board = await boardOf(services, seat, split);
	const references = await referenceRows(services, seat, board);
	const shown = visibleRows(seat, board);
	const wanted = simple(query.q);
	const matching = wanted ? shown.filter((entry) => isCalled(board, entry, wanted)) : shown;
	const from = (page - 1) * page_size;
	const all = shown.length === board.participants.length;
	const mine = seat.team ? board.placeOf.get(seat.team.id) : undefined;
	const own = mine === undefined ? [] : [board.participants[mine]!];
	const [me] = await show(services, seat, board, own);
	const solution = await findSolution(services.db, competition);
	return {
		competition: competition.slug,
		split,
		metric: rankingMetricOf(competition),
		columns: columnsOf(competition),
		ranking: competition.ranking,
		separation: separationInfo(competition, board, all),
		rows_scored: split === 'public' ? solution.rowsPublic : solution.rowsPrivate,
		tie_rule: tieRule(competition),
		selection_rule: selectionRule(split, competition),
		page,
		page_size,
		shown: seat.organiser ? 'everyone' : (competition.class?.board ?? 'everyone'),
		ranked: board.participants.length,
		total: matching.length,
		participants: await show(services, seat, board, matching.slice(from, from + page_size)),
		references,
		me: me ?? null,
		extent: extentOf(shown, references),
		generated_at: iso(services.now())!,
	};
}

export function leaderboardRoutes(services: Services) {
	const app = newApp();
	app.openapi(get, async (c) => {
		const query = c.req.valid('query');
		const seat = await seatAt(services, c.var.viewer, c.req.valid('param').slug, query.split);
		return c.json(await pageOf(services, seat, query), 200);
	});
	app.openapi(csv, async (c) => {
		const { split } = c.req.valid('query');
		const seat = await seatAt(services, c.var.viewer, c.req.valid('param').slug, split);
		const board = await boardOf(services, seat, split);
		const rows = [
			...(await show(services, seat, board, visibleRows(seat, board))),
			...(await referenceRows(services, seat, board)),
		];
		return c.body(leaderboardCsv(rows, columnsOf(seat.competition)), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${seat.competition.slug}-${split}-leaderboard.csv`),
		}) as never;
	});
	return app;
}
