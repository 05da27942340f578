import { randomBytes } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import { MergeRequest, Team, TeamPatch } from '#lib/api/schemas/teams';
import {
	countAttempts,
	leaveTeam,
	listMembers,
	renameTeam,
	setCaptain,
	setInviteCode,
} from '#db/queries/team-members';
import { setPseudonym } from '#db/queries/pseudonyms';
import { findUser } from '#db/queries/users';
import type { TeamRow } from '#db/schema/teams';
import { requireCompetition, requireJoined, type Seat } from '../access.ts';
import { mergeByCode, mostAttempts, requireTeamsOpen, teamsUntil } from '../competitions/merge.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { cleanName } from '../text.ts';
import { body, newApp, ok, SlugParam } from './context.ts';
import { nameOnBoard } from './present/competition.ts';

const tags = ['Teams'];
const responses = ok(Team, 'Your team');
const route = <M extends 'get' | 'post' | 'delete', P extends string>(
	method: M,
	path: P,
	summary: string,
) => createRoute({ method, path, tags, summary, request: { params: SlugParam }, responses });

const get = route('get', '/competitions/{slug}/team', 'Your team');
const leave = route('post', '/competitions/{slug}/team/leave', 'Leave, into a team of one');
const invite = route(
	'post',
	'/competitions/{slug}/team/invitation',
	'A new invitation code; the one before is void (captain)',
);
const uninvite = route(
	'delete',
	'/competitions/{slug}/team/invitation',
	'Take the invitation back (captain)',
);
const patch = createRoute({
	method: 'patch',
	path: '/competitions/{slug}/team',
	tags,
	summary: 'Rename the team, or hand the captaincy on (captain)',
	request: { params: SlugParam, body: body(TeamPatch) },
	responses,
});
const merge = createRoute({
	method: 'post',
	path: '/competitions/{slug}/team/merge',
	tags,
	summary: 'Bring your team into the one whose invitation code you have (captain)',
	description:
		'Members, submissions and the attempts that were used move along. Refused where the two are ' +
		'too many people, or made more submissions together than one team could have by now.',
	request: { params: SlugParam, body: body(MergeRequest) },
	responses,
});
const remove = createRoute({
	method: 'delete',
	path: '/competitions/{slug}/team/members/{user}',
	tags,
	summary: 'Take a member off the team (captain)',
	request: { params: SlugParam.extend({ user: SlugParam.shape.slug }) },
	responses,
});

/** Without letters and digits that are taken for one another. */
const newCode = () =>
	randomBytes(9)
		.toString('base64url')
		.replace(/[-_lIO0]/g, 'x');

async function present(services: Services, seat: Seat): Promise<Team> {
	const { competition, viewer, state } = seat;
	const { db, now } = services;
	const team = seat.team!;
	const members = await listMembers(db, team.id);
	const until = teamsUntil(competition);
	return {
		id: team.id,
		name: nameOnBoard(competition, team),
		members: members.map(({ joinedAt, ...member }) => ({
			...member,
			joined_at: new Date(joinedAt).toISOString(),
		})),
		captain: members.some(({ id, captain }) => captain && id === viewer.user!.id),
		invite_code: team.inviteCode,
		max_size: competition.teamMaxSize,
		can_change:
			competition.teamMaxSize > 1 && state !== 'closed' && (until === null || until > now()),
		until: until === null ? null : new Date(until).toISOString(),
		attempts: await countAttempts(db, team.id),
		most_attempts: mostAttempts(competition, now()),
	};
}

export function teamRoutes(services: Services) {
	const { db, now } = services;
	type Context = { var: { viewer: Seat['viewer'] } };
	const seatOf = async (c: Context, slug: string) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		return { seat, ...requireJoined(seat, 'submit') };
	};
	const asCaptain = async (c: Context, slug: string) => {
		const found = await seatOf(c, slug);
		const members = await listMembers(db, found.team.id);
		if (members.some(({ id, captain }) => captain && id === found.user.id)) return found;
		throw new ApiError('forbidden', {
			detail: 'Only the captain of the team may do this.',
			remedy: 'Ask the captain, or leave the team first.',
		});
	};
	const answer = async (c: Context, slug: string) =>
		present(services, await requireCompetition(services, c.var.viewer, slug));
	const goOut = async (seat: Seat, teamId: string, userId: string) => {
		const user = await findUser(db, userId);
		const { id: competitionId } = seat.competition;
		const leaver = { teamId, competitionId, userId, name: user?.name ?? '', now: now() };
		if (await leaveTeam(db, leaver)) return;
		throw new ApiError('conflict', {
			detail: 'Only a member of a team of several can leave it.',
		});
	};

	/** In a class the name on the board is a pseudonym, where it is not the real one. */
	const rename = async ({ competition }: Seat, team: TeamRow, name: string) => {
		const names = competition.class?.names ?? 'real';
		if (names === 'real') return renameTeam(db, team, name);
		if (names === 'chosen' && (await setPseudonym(db, team, name))) return;
		throw new ApiError('conflict', {
			detail:
				names === 'chosen'
					? `Somebody else is called ${name}.`
					: 'The names on this board are assigned.',
			remedy: names === 'chosen' ? 'Choose another name.' : 'Ask your instructor.',
		});
	};

	const app = newApp();
	app.openapi(get, async (c) => {
		const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
		requireJoined(seat);
		return c.json(await present(services, seat), 200);
	});
	app.openapi(patch, async (c) => {
		const { slug } = c.req.valid('param');
		const { seat, team, user } = await asCaptain(c, slug);
		const { name, captain } = c.req.valid('json');
		if (name !== undefined) await rename(seat, team, cleanName(name) || user.name);
		if (captain !== undefined && !(await setCaptain(db, team.id, captain))) {
			throw new ApiError('not_found', { detail: 'No such member of your team.' });
		}
		return c.json(await answer(c, slug), 200);
	});
	app.openapi(invite, async (c) => {
		const { slug } = c.req.valid('param');
		const { seat, team } = await asCaptain(c, slug);
		requireTeamsOpen(seat, now());
		await setInviteCode(db, team.id, newCode());
		return c.json(await answer(c, slug), 200);
	});
	app.openapi(uninvite, async (c) => {
		const { slug } = c.req.valid('param');
		const { team } = await asCaptain(c, slug);
		await setInviteCode(db, team.id, null);
		return c.json(await answer(c, slug), 200);
	});
	app.openapi(merge, async (c) => {
		const { slug } = c.req.valid('param');
		const { seat, team, user } = await asCaptain(c, slug);
		requireTeamsOpen(seat, now());
		await mergeByCode(services, seat, { team, user }, c.req.valid('json').code);
		return c.json(await answer(c, slug), 200);
	});
	app.openapi(leave, async (c) => {
		const { slug } = c.req.valid('param');
		const { seat, team, user } = await seatOf(c, slug);
		if (seat.state === 'closed') throw new ApiError('competition_closed');
		await goOut(seat, team.id, user.id);
		return c.json(await answer(c, slug), 200);
	});
	app.openapi(remove, async (c) => {
		const { slug, user: userId } = c.req.valid('param');
		const { seat, team } = await asCaptain(c, slug);
		if (seat.state === 'closed') throw new ApiError('competition_closed');
		await goOut(seat, team.id, userId);
		return c.json(await answer(c, slug), 200);
	});
	return app;
}
