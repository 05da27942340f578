import { createRoute } from '@hono/zod-openapi';
import { CompetitionDetail } from '#lib/api/schemas/competitions';
import { publishCompetition } from '#db/queries/publish';
import { requireCompetition, requireOrganiser } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { presentCompetition } from './competitions.ts';
import { newApp, ok, SlugParam } from './context.ts';

const publish = createRoute({
	method: 'post',
	path: '/competitions/{slug}/publish',
	tags: ['Competitions'],
	summary: 'Let everyone see a draft (its organisers); it cannot be made a draft again',
	request: { params: SlugParam },
	responses: ok(CompetitionDetail, 'The competition'),
});

export const publishRoutes = (services: Services) =>
	newApp().openapi(publish, async (c) => {
		const { slug } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		const entry = entryBy(seat, user, 'competition_published', services.now());
		if (!(await publishCompetition(services.db, entry))) {
			throw new ApiError('conflict', { detail: 'The competition is published already.' });
		}
		const now = await requireCompetition(services, c.var.viewer, slug);
		return c.json(await presentCompetition(services, now), 200);
	});
