import { createRoute, z } from '@hono/zod-openapi';
import { Attempts, CompetitionDetail, CompetitionSummary } from '#lib/api/schemas/competitions';
import { CompetitionPatch, JoinRequest } from '#lib/api/schemas/competition-requests';
import { findJoinRequest } from '#db/queries/joining';
import { countBaselines } from '#db/queries/baseline-cards';
import {
	countByCompetition,
	countOfCompetition,
	findSolution,
	listCompetitions,
	listFiles,
	listJoined,
	listSolutions,
} from '#db/queries/competitions';
import {
	listOrganised,
	requireCompetition,
	requireJoined,
	requireOrganiser,
	requireUser,
	type Seat,
} from '../access.ts';
import { reviseSettings } from '../competitions/revise.ts';
import { revealOf, type Settings } from '../competitions/settings.ts';
import { enrol } from '../classes/join.ts';
import { joinCompetition } from '../competitions/join.ts';
import { attemptsOf } from '../lifecycle/attempts.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, SlugParam } from './context.ts';
import { detailOf, summaryOf } from './present/competition.ts';
import { requireSoundSettings } from './settings-checks.ts';

const tags = ['Competitions'];

const list = createRoute({
	method: 'get',
	path: '/competitions',
	tags,
	summary: 'All competitions, newest first; drafts only for their organisers',
	responses: ok(z.object({ competitions: z.array(CompetitionSummary) }), 'The list'),
});

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}',
	tags,
	summary: 'One competition, as the reader may see it',
	request: { params: SlugParam },
	responses: ok(CompetitionDetail, 'The competition'),
});

const patch = createRoute({
	method: 'patch',
	path: '/competitions/{slug}',
	tags,
	summary: 'Change title, times, limits or what participants see (its organisers)',
	request: { params: SlugParam, body: body(CompetitionPatch) },
	responses: ok(CompetitionDetail, 'The competition'),
});

const join = createRoute({
	method: 'post',
	path: '/competitions/{slug}/join',
	tags,
	summary: 'Accept the rules and take part, as a team of one',
	request: { params: SlugParam, body: body(JoinRequest) },
	responses: ok(CompetitionDetail, 'The competition'),
});

const attempts = createRoute({
	method: 'get',
	path: '/competitions/{slug}/attempts',
	tags,
	summary: 'Submissions left, and when the next one is free',
	request: { params: SlugParam },
	responses: ok(Attempts, 'Over a rolling window of 24 hours'),
});

/** A competition as this reader may see it. */
export async function presentCompetition(
	services: Services,
	seat: Seat,
): Promise<CompetitionDetail> {
	const { db, config, now } = services;
	const { competition, team, viewer } = seat;
	const request =
		viewer.user && !team ? await findJoinRequest(db, competition.id, viewer.user.id) : undefined;
	return detailOf(seat, {
		joinRequest: request?.status ?? null,
		solution: await findSolution(db, competition),
		counts: await countOfCompetition(db, competition.id),
		files: await listFiles(db, competition.id),
		pendingImages: await services.demoImages.pending(competition.slug),
		baselines: await countBaselines(db, competition.id),
		attempts: team && (await attemptsOf(services, competition, team.id)),
		config,
		now: now(),
	});
}

const ms = (instant: string | null | undefined) =>
	instant == null ? instant : Date.parse(instant);

/** What is not given stays, so that a rule can be tried and left again. */
const joinOf = (
	join: NonNullable<z.infer<typeof CompetitionPatch>['join']>,
	was: Seat['competition'],
) => ({
	joinRule: join.who,
	joinCode: join.code === undefined ? was.joinCode : join.code,
	joinDomains: join.domains ?? was.joinDomains,
	joinEmails: join.emails ?? was.joinEmails,
});

/** Columns that a request changes; undefined stays. */
function changesOf(
	request: z.infer<typeof CompetitionPatch>,
	{ competition }: Seat,
): Partial<Settings> {
	return {
		title: request.title,
		summary: request.summary,
		opensAt: ms(request.opens),
		closesAt: ms(request.closes),
		perDay: request.limits?.per_day,
		final: request.limits?.final,
		show: request.show && { ...competition.show, ...request.show },
		late: request.late,
		teamMaxSize: request.teams?.max_size,
		mergeDeadline: ms(request.teams?.merge_deadline),
		class: request.class,
		...(request.reveal && revealOf(request.reveal)),
		...(request.join && joinOf(request.join, competition)),
	};
}

const withoutUndefined = <T extends object>(values: T) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

export const competitionRoutes = (services: Services) =>
	newApp()
		.openapi(list, async (c) => {
			const { db, now } = services;
			const { user } = c.var.viewer;
			const counts = await countByCompetition(db);
			const solutions = await listSolutions(db);
			const joined = user ? await listJoined(db, user.id) : new Set<string>();
			const own = await listOrganised(services, c.var.viewer);
			const shown = (await listCompetitions(db)).filter(({ id, draft }) => !draft || own(id));
			const competitions = shown.map((row) =>
				summaryOf(row, {
					solution: solutions.get(row.id)!,
					counts: counts.get(row.id),
					joined: joined.has(row.id),
					now: now(),
				}),
			);
			return c.json({ competitions }, 200);
		})
		.openapi(get, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			return c.json(await presentCompetition(services, seat), 200);
		})
		.openapi(patch, async (c) => {
			const { slug } = c.req.valid('param');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			const { user } = requireOrganiser(seat);
			const { competition } = seat;
			const changes = withoutUndefined(changesOf(c.req.valid('json'), seat));
			requireSoundSettings({ ...competition, ...changes });
			await reviseSettings(services, { competition, user }, changes);
			await enrol(services, { ...competition, ...changes });
			const changed = await requireCompetition(services, c.var.viewer, slug);
			return c.json(await presentCompetition(services, changed), 200);
		})
		.openapi(join, async (c) => {
			const { slug } = c.req.valid('param');
			const { user } = requireUser(c.var.viewer, 'submit');
			const seat = await requireCompetition(services, c.var.viewer, slug);
			if (!seat.team) await joinCompetition(services, seat, user, c.req.valid('json'));
			const joined = await requireCompetition(services, c.var.viewer, slug);
			return c.json(await presentCompetition(services, joined), 200);
		})
		.openapi(attempts, async (c) => {
			const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
			const { team } = requireJoined(seat);
			return c.json(await attemptsOf(services, seat.competition, team.id), 200);
		});
