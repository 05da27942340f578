import { createRoute } from '@hono/zod-openapi';
import { Finals, FinalsRequest } from '#lib/api/schemas/finals';
import { listFinals, listSelectable, replaceFinals } from '#db/queries/finals';
import { requireCompetition, requireJoined, type Seat } from '../access.ts';
import { ApiError, type FileProblem } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, SlugParam } from './context.ts';

const tags = ['Finals'];

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/finals',
	tags,
	summary: 'What your team chose for the private ranking',
	request: { params: SlugParam },
	responses: ok(Finals, 'Nothing chosen: the best public submissions count'),
});

const put = createRoute({
	method: 'put',
	path: '/competitions/{slug}/finals',
	tags,
	summary: 'Choose for the private ranking, until the close',
	description:
		'Replaces the choice; an empty list leaves it to the best public submissions. More than ' +
		'`limits.final`, or one that cannot count, is refused with every problem, and nothing changes.',
	request: { params: SlugParam, body: body(FinalsRequest) },
	responses: ok(Finals, 'The choice'),
});

async function present({ db }: Services, seat: Seat, teamId: string): Promise<Finals> {
	const { deadline } = seat;
	const { final } = seat.competition;
	return {
		limit: final,
		chosen: await listFinals(db, teamId),
		can_change: seat.state !== 'closed',
		until: deadline === null ? null : new Date(deadline).toISOString(),
	};
}

function requireOpen({ state, deadline }: Seat): void {
	if (state !== 'closed') return;
	throw new ApiError('competition_closed', {
		detail: `The choice could be changed until ${new Date(deadline!).toISOString()}.`,
	});
}

async function problemsOf(
	{ db }: Services,
	{ competition }: Seat,
	teamId: string,
	ids: string[],
): Promise<FileProblem[]> {
	const selectable = await listSelectable(db, teamId);
	const problems = ids
		.filter((id) => !selectable.has(id))
		.map((id) => ({
			code: 'not_selectable',
			column: id,
			detail: `The submission ${id} cannot be chosen.`,
			remedy: 'Choose among your team’s scored submissions that are not late or disqualified.',
		}));
	if (ids.length <= competition.final) return problems;
	const most = `${competition.final} ${competition.final === 1 ? 'submission' : 'submissions'}`;
	const detail = `${ids.length} were chosen; ${most} may be.`;
	const remedy = `Leave ${ids.length - competition.final} out.`;
	return [{ code: 'too_many_finals', column: 'submissions', detail, remedy }, ...problems];
}

export const finalRoutes = (services: Services) =>
	newApp()
		.openapi(get, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const { team } = requireJoined(seat);
			return c.json(await present(services, seat, team.id), 200);
		})
		.openapi(put, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const { team } = requireJoined(seat, 'submit');
			requireOpen(seat);
			const ids = [...new Set(c.req.valid('json').submissions)];
			const problems = await problemsOf(services, seat, team.id, ids);
			if (problems.length) {
				const [{ detail, remedy }] = problems as [FileProblem];
				throw new ApiError('invalid_choice', { detail, remedy, problems });
			}
			const { id: competitionId } = seat.competition;
			const values = { teamId: team.id, competitionId, ids, now: services.now() };
			if (!(await replaceFinals(services.db, values))) {
				// The deadline passed in between.
				throw new ApiError('competition_closed');
			}
			return c.json(await present(services, seat, team.id), 200);
		});
