import { createRoute, z } from '@hono/zod-openapi';
import { InviteRequest, StaffMember, StaffRole } from '#lib/api/schemas/organise';
import { addStaff, listStaff, removeStaff, setStaffRole } from '#db/queries/organisers';
import { findUserByEmail } from '#db/queries/users';
import { requireCompetition, requireOrganiser, requireOwner, type Seat } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, SlugParam } from './context.ts';

const tags = ['Organisers'];
const Staff = z.object({ staff: z.array(StaffMember) });
const MemberParam = SlugParam.extend({ user: z.string() });

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/staff',
	tags,
	summary: 'Owners and organisers (its organisers)',
	request: { params: SlugParam },
	responses: ok(Staff, 'Owners first'),
});

const invite = createRoute({
	method: 'post',
	path: '/competitions/{slug}/staff',
	tags,
	summary: 'Make an account an organiser (its owners)',
	request: { params: SlugParam, body: body(InviteRequest) },
	responses: ok(Staff, 'Everyone'),
});

const change = createRoute({
	method: 'patch',
	path: '/competitions/{slug}/staff/{user}',
	tags,
	summary: 'Make an organiser an owner, or an owner an organiser (its owners)',
	request: { params: MemberParam, body: body(z.object({ role: StaffRole })) },
	responses: ok(Staff, 'Everyone'),
});

const remove = createRoute({
	method: 'delete',
	path: '/competitions/{slug}/staff/{user}',
	tags,
	summary: 'Take an organiser off (its owners; everyone may take themselves off)',
	request: { params: MemberParam },
	responses: ok(Staff, 'Those who are left'),
});

async function present({ db }: Services, { competition }: Seat) {
	const staff = (await listStaff(db, competition.id)).map(({ createdAt, ...member }) => ({
		...member,
		since: new Date(createdAt).toISOString(),
	}));
	return { staff };
}

async function memberOf({ db }: Services, { competition }: Seat, id: string) {
	const member = (await listStaff(db, competition.id)).find((one) => one.id === id);
	if (member) return member;
	throw new ApiError('not_found', { detail: 'No such organiser of this competition.' });
}

const lastOwner = () =>
	new ApiError('conflict', {
		detail: 'This is the last owner of the competition.',
		remedy: 'Make somebody else an owner first.',
	});

export const staffRoutes = (services: Services) =>
	newApp()
		.openapi(list, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			requireOrganiser(seat);
			return c.json(await present(services, seat), 200);
		})
		.openapi(invite, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const { user: actor } = requireOwner(seat);
			const { email, role } = c.req.valid('json');
			const member = await findUserByEmail(services.db, email);
			if (!member) {
				throw new ApiError('no_account', {
					detail: `No account has the address ${email}.`,
					remedy: 'Ask them to create an account here first, or check the address.',
				});
			}
			const who = { competitionId: seat.competition.id, member, actor, now: services.now() };
			if (!(await addStaff(services.db, who, role))) {
				throw new ApiError('conflict', {
					detail: `${member.name} is an organiser of this competition already.`,
				});
			}
			return c.json(await present(services, seat), 200);
		})
		.openapi(change, async (c) => {
			const { slug, user } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user: actor } = requireOwner(seat);
			const member = await memberOf(services, seat, user);
			const who = { competitionId: seat.competition.id, member, actor, now: services.now() };
			const { role } = c.req.valid('json');
			if (member.role !== role && !(await setStaffRole(services.db, who, role))) throw lastOwner();
			return c.json(await present(services, seat), 200);
		})
		.openapi(remove, async (c) => {
			const { slug, user } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user: actor } = requireOrganiser(seat);
			if (user !== actor.id) requireOwner(seat);
			const member = await memberOf(services, seat, user);
			const who = { competitionId: seat.competition.id, member, actor, now: services.now() };
			if (!(await removeStaff(services.db, who))) throw lastOwner();
			return c.json(await present(services, seat), 200);
		});
