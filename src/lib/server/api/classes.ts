/** The students of a class: for its organisers only. */
import { createRoute, z } from '@hono/zod-openapi';
import { ClassRoster, RosterChange, StudentPatch } from '#lib/api/schemas/classes';
import { withEntry } from '#db/queries/audit';
import { listStudents } from '#db/queries/roster';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { applyRoster, planRoster } from '../classes/roster.ts';
import { changeStudent, removeStudent } from '../classes/students.ts';
import { entryBy } from '../competitions/entry.ts';
import { csvFile } from '../csv.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { presentChange, presentRoster } from './present/student.ts';
import { readBody } from './upload-body.ts';

const tags = ['Class'];
const MAX_ROSTER = 4_000_000;
const StudentParam = SlugParam.extend({ id: z.string() });

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/roster',
	tags,
	summary: 'The students of a class (its organisers)',
	request: { params: SlugParam },
	responses: ok(ClassRoster, 'In the order of the class list'),
});

const flag = z.enum(['true', 'false']).default('false');

const bring = createRoute({
	method: 'post',
	path: '/competitions/{slug}/roster',
	tags,
	summary: 'Bring a class list in, as CSV (its organisers)',
	description:
		'Without `apply` nothing is changed: the answer lists every problem of the file, or what it would ' +
		'change. To change it, send the file again with `apply` and the `revision` of that answer.',
	request: {
		params: SlugParam,
		query: z.object({
			apply: z
				.string()
				.max(64)
				.optional()
				.openapi({ description: 'The revision of the answer that was looked at' }),
			keep: flag.openapi({ description: 'Students who are not in the file stay' }),
		}),
	},
	responses: ok(RosterChange, 'What the file would change, or has'),
});
const documented = {
	...bring,
	request: {
		...bring.request,
		body: {
			required: true,
			content: { 'text/csv': { schema: z.string().openapi({ format: 'binary' }) } },
		},
	},
};

const csv = createRoute({
	method: 'get',
	path: '/competitions/{slug}/roster.csv',
	tags,
	summary: 'The class list, with teams and pseudonyms (its organisers)',
	request: { params: SlugParam },
	responses: sends('text/csv', 'The file; it can be brought in again'),
});

const patch = createRoute({
	method: 'patch',
	path: '/competitions/{slug}/roster/{id}',
	tags,
	summary: 'Change a student: section, group, closing time (its organisers)',
	request: { params: StudentParam, body: body(StudentPatch) },
	responses: ok(ClassRoster, 'The class'),
});

const remove = createRoute({
	method: 'delete',
	path: '/competitions/{slug}/roster/{id}',
	tags,
	summary: 'Take a student off the list; what they submitted stays (its organisers)',
	request: { params: StudentParam },
	responses: ok(ClassRoster, 'Those who are left'),
});

/** @throws ApiError unless the competition is a class and the reader of its staff */
export function requireClassStaff(seat: Seat) {
	const signedIn = requireOrganiser(seat);
	if (seat.competition.class) return signedIn;
	throw new ApiError('conflict', {
		detail: 'The competition is not a class.',
		remedy: 'Make it one on its page Class.',
	});
}

const HEAD = ['name', 'email', 'student_id', 'section', 'group', 'status', 'on_board'];

export function classRoutes(services: Services) {
	const { db, now } = services;
	const seatOf = async (c: { var: { viewer: Seat['viewer'] } }, slug: string) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		return { seat, ...requireClassStaff(seat) };
	};
	const show = async ({ competition }: Seat) =>
		presentRoster(await listStudents(db, competition.id));

	const app = newApp();
	app.openAPIRegistry.registerPath(documented);
	app.openapi(list, async (c) => {
		const { seat } = await seatOf(c, c.req.valid('param').slug);
		return c.json(await show(seat), 200);
	});
	app.openapi({ ...bring, hide: true }, async (c) => {
		const { seat, user } = await seatOf(c, c.req.valid('param').slug);
		const { apply, keep } = c.req.valid('query');
		const bytes = await readBody(c.req.raw, MAX_ROSTER);
		const plan = await planRoster(services, seat, bytes, keep === 'true');
		if (apply === undefined) return c.json(presentChange(plan, false), 200);
		if (!plan.roster.ok || !plan.diff) {
			const problems = plan.roster.ok ? [] : plan.roster.problems;
			throw new ApiError('invalid_roster', { problems });
		}
		await applyRoster(services, seat, user, { ...plan, diff: plan.diff }, apply);
		return c.json(presentChange(plan, true), 200);
	});
	app.openapi(csv, async (c) => {
		const { seat, user } = await seatOf(c, c.req.valid('param').slug);
		const { students } = await show(seat);
		await withEntry(db, entryBy(seat, user, 'roster_downloaded', now()));
		const rows = students.map((s) => [
			...[s.name, s.email, s.student_id, s.section, s.group, s.status],
			s.team?.pseudonym ?? s.team?.name,
		]);
		return c.body(csvFile([HEAD, ...rows]), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${seat.competition.slug}-class.csv`),
		}) as never;
	});
	app.openapi(patch, async (c) => {
		const { slug, id } = c.req.valid('param');
		const { seat, user } = await seatOf(c, slug);
		await changeStudent(services, seat, user, id, c.req.valid('json'));
		return c.json(await show(seat), 200);
	});
	app.openapi(remove, async (c) => {
		const { slug, id } = c.req.valid('param');
		const { seat, user } = await seatOf(c, slug);
		await removeStudent(services, seat, user, id);
		return c.json(await show(seat), 200);
	});
	return app;
}
