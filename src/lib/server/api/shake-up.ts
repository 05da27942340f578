import { createRoute } from '@hono/zod-openapi';
import { ShakeUpReport, type ShakeUpRow } from '#lib/api/schemas/shake-up';
import { listSelections, type Selection } from '#db/queries/selections';
import { findBoardRevision } from '#db/queries/standings';
import { getMetric, type EntryMovement } from '#scorer/index';
import { requireCompetition, requirePrivateBoard, type Seat } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { OnBoth } from '../leaderboard/shake-ups.ts';
import { visibleRows } from '../leaderboard/visible.ts';
import type { Services } from '../services.ts';
import { newApp, ok, SlugParam } from './context.ts';

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/shake-up',
	tags: ['Leaderboard'],
	summary:
		'Public against private ranks: how far the board moved, and how far chance would move it',
	request: { params: SlugParam },
	responses: ok(ShakeUpReport, 'For everyone once the private board is published'),
});

/** Teams on both boards, in the order of the private one. */
async function teamsOf({ boards }: Services, { competition }: Seat): Promise<OnBoth[]> {
	const open = await boards.get(competition, 'public');
	const hidden = await boards.get(competition, 'private');
	const byTeam = new Map(open.participants.map((entry) => [entry.teamId, entry]));
	return hidden.participants.flatMap((entry) => {
		const was = byTeam.get(entry.teamId);
		return was ? [{ open: was, hidden: entry }] : [];
	});
}

const rowOf = (
	{ open, hidden }: OnBoth,
	moved: EntryMovement,
	selection: Selection | undefined,
	me: string | undefined,
): ShakeUpRow => ({
	...{ team_id: hidden.teamId, name: hidden.name, is_me: hidden.teamId === me },
	public: { rank: moved.publicRank, score: open.score },
	private: { rank: moved.privateRank, score: hidden.score },
	movement: moved.publicRank - moved.privateRank,
	...{ expected: moved.expectedRange, surprising: moved.surprising },
	chose: selection?.chose ?? false,
	...{ automatic: selection?.automatic ?? null, best: selection?.best ?? null },
});

/** How a team's choice compares with none; 0 where it made none, or it made no difference. */
function worthOf({ chose, automatic, private: { score } }: ShakeUpRow, higher: boolean): number {
	if (!chose || automatic === null) return 0;
	return higher ? score - automatic : automatic - score;
}

async function reportOf(services: Services, seat: Seat): Promise<ShakeUpReport> {
	const { competition, team } = seat;
	const metric = getMetric(competition.metric)!;
	const { higherIsBetter } = metric;
	const teams = await teamsOf(services, seat);
	const revision = await findBoardRevision(services.db, competition.id);
	const { shakeUps } = services;
	const found = await shakeUps.of(`${competition.id}/${revision}`, teams, higherIsBetter);
	const selections = await listSelections(services.db, competition, higherIsBetter);
	const all = teams.map((both, i) =>
		rowOf(both, found.entries[i]!, selections.get(both.hidden.teamId), team?.id),
	);
	// A class may show its students their own row only; the figures are of the whole board.
	const shown = new Set(
		visibleRows(seat, await services.boards.get(competition, 'private')).map((e) => e.teamId),
	);
	const rows = all.filter(({ team_id }) => shown.has(team_id));
	const worth = all.map((row) => worthOf(row, higherIsBetter));
	return {
		...{ metric: metric.name, decimals: metric.decimals, higher_is_better: higherIsBetter },
		...{ teams: all.length, mean_movement: found.meanMovement, tau: found.tau },
		expected_movement: found.expectedMovement,
		draws: found.plan?.draws ?? null,
		sketched: found.plan !== null && (found.plan.buckets !== null || all.length > 2000),
		gained_by_choice: worth.filter((gain) => gain > 0).length,
		lost_by_choice: worth.filter((gain) => gain < 0).length,
		rows,
	};
}

export const shakeUpRoutes = (services: Services) =>
	newApp().openapi(get, async (c) => {
		const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
		requirePrivateBoard(seat);
		if (seat.state !== 'closed') {
			throw new ApiError('conflict', {
				detail: 'The boards can be compared once the competition has closed.',
			});
		}
		return c.json(await reportOf(services, seat), 200);
	});
