import { createRoute, z } from '@hono/zod-openapi';
import { JoinRequestList } from '#lib/api/schemas/joining';
import { approveJoin, declineJoin, findJoinRequest, listJoinRequests } from '#db/queries/joining';
import { findStudent } from '#db/queries/roster';
import { findUser } from '#db/queries/users';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { joinClass } from '../classes/join.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, SlugParam } from './context.ts';

const tags = ['Participants'];

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/join-requests',
	tags,
	summary: 'Who asked to take part, pending ones first (its organisers)',
	request: { params: SlugParam },
	responses: ok(JoinRequestList, 'At most 1000'),
});

const decide = createRoute({
	method: 'post',
	path: '/competitions/{slug}/join-requests/{user}',
	tags,
	summary: 'Let somebody take part, also after declining, or decline (its organisers)',
	request: {
		params: SlugParam.extend({ user: z.string() }),
		body: body(z.object({ decision: z.enum(['approve', 'decline']) })),
	},
	responses: ok(JoinRequestList, 'Those who are left'),
});

async function present({ db }: Services, { competition }: Seat) {
	const requests = (await listJoinRequests(db, competition.id)).map((row) => ({
		...{ user: { id: row.userId, name: row.name, email: row.email } },
		...{ team_name: row.teamName, note: row.note, status: row.status },
		asked_at: new Date(row.createdAt).toISOString(),
	}));
	return { requests };
}

export const joiningRoutes = (services: Services) =>
	newApp()
		.openapi(list, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			requireOrganiser(seat);
			return c.json(await present(services, seat), 200);
		})
		.openapi(decide, async (c) => {
			const { slug, user: userId } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user } = requireOrganiser(seat);
			const { db, now } = services;
			const request = await findJoinRequest(db, seat.competition.id, userId);
			if (!request) throw new ApiError('not_found', { detail: 'No such request.' });
			const about = { target: userId, detail: { name: (await findUser(db, userId))?.name } };
			const isYes = c.req.valid('json').decision === 'approve';
			const action = isYes ? 'participant_approved' : 'participant_declined';
			const entry = entryBy(seat, user, action, now(), about);
			const done = await (isYes ? approveJoin : declineJoin)(db, request, entry);
			if (!done) throw new ApiError('conflict', { detail: 'Somebody else decided meanwhile.' });
			if (isYes && seat.competition.class) {
				const who = (await findUser(db, userId))!;
				const student = await findStudent(db, seat.competition.id, who);
				await joinClass(services, { ...seat, student }, who, request.teamName);
			}
			await notifyOf(services, {
				kind: 'team',
				about: `${isYes ? 'approved' : 'declined'}:${seat.competition.id}:${now()}`,
				to: { users: [userId] },
				competitionId: seat.competition.id,
				params: { what: isYes ? 'approved' : 'declined', team: request.teamName },
				href: `/competitions/${slug}`,
			});
			return c.json(await present(services, seat), 200);
		});
