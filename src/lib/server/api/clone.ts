import { createRoute, z } from '@hono/zod-openapi';
import { requireCompetition, requireOrganiser, requireOrganiserRole } from '../access.ts';
import { DAY_MS } from '../classes/deadlines.ts';
import { cloneCompetition } from '../competitions/clone.ts';
import type { Services } from '../services.ts';
import { body, created, newApp, SlugParam } from './context.ts';

const CloneRequest = z
	.object({
		/** Of the clone. */
		slug: z
			.string()
			.trim()
			.min(2)
			.max(60)
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens.'),
		title: z.string().trim().min(1).max(200).optional(),
		/** Added to every date. */
		shift_days: z.number().int().min(-3660).max(3660),
		/** Students too, as on the class list. */
		roster: z.boolean().default(false),
	})
	.openapi('CloneRequest');

const post = createRoute({
	method: 'post',
	path: '/competitions/{slug}/clone',
	tags: ['Competitions'],
	summary: 'The competition again, with other dates and nobody’s submissions (its organisers)',
	description:
		'Data, solution, pages, baselines, reported results, class rules and grade scheme come along; the ' +
		'caller becomes its owner, and may make competitions.',
	request: { params: SlugParam, body: body(CloneRequest) },
	responses: created(z.object({ slug: z.string() }), 'The clone'),
});

export const cloneRoutes = (services: Services) =>
	newApp().openapi(post, async (c) => {
		const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
		requireOrganiser(seat);
		const { user } = requireOrganiserRole(c.var.viewer);
		const { slug, title, shift_days, roster } = c.req.valid('json');
		const options = { slug, title, roster, shiftMs: shift_days * DAY_MS };
		return c.json(await cloneCompetition(services, seat.competition, options, user), 201);
	});
