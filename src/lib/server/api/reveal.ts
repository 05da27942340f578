import { createRoute } from '@hono/zod-openapi';
import { CompetitionDetail } from '#lib/api/schemas/competitions';
import { revealBoard } from '#db/queries/reveal';
import { requireCompetition, requireOrganiser } from '../access.ts';
import { settledAt } from '../classes/deadlines.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { presentCompetition } from './competitions.ts';
import { newApp, ok, SlugParam } from './context.ts';

const reveal = createRoute({
	method: 'post',
	path: '/competitions/{slug}/reveal',
	tags: ['Competitions'],
	summary: 'Publish the private board now, after the close (its organisers)',
	request: { params: SlugParam },
	responses: ok(CompetitionDetail, 'The competition'),
});

export const revealRoutes = (services: Services) =>
	newApp().openapi(reveal, async (c) => {
		const { slug } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		if (seat.competition.class && !seat.settled && seat.state === 'closed') {
			throw new ApiError('conflict', {
				detail: 'Some students may still hand in: an extension or the late policy runs.',
				remedy: `Publish it after ${new Date(settledAt(seat.competition)!).toISOString()}.`,
			});
		}
		const entry = entryBy(seat, user, 'private_board_revealed', services.now());
		if (!(await revealBoard(services.db, entry))) {
			throw new ApiError('conflict', {
				detail:
					seat.state === 'closed'
						? 'The private board is published already.'
						: 'The private board can be published after the close.',
			});
		}
		const now = await requireCompetition(services, c.var.viewer, slug);
		return c.json(await presentCompetition(services, now), 200);
	});
