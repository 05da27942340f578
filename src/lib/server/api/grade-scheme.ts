/** How a class is graded, and what that would give: nothing here is told to students. */
import { createRoute, z } from '@hono/zod-openapi';
import {
	GradePreview,
	GradeSchemeState,
	OverrideRequest,
	PreviewRequest,
	SchemeRequest,
} from '#lib/api/schemas/grades';
import {
	findRelease,
	findScheme,
	listGrades,
	removeOverride,
	saveScheme,
	setOverride,
} from '#db/queries/grades';
import type { CompetitionRow } from '#db/schema/competitions';
import { requireCompetition, type Seat } from '../access.ts';
import { studentOf } from '../classes/students.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { gradeBoardOf } from '../grades/board.ts';
import { checkScheme } from '../grades/check.ts';
import { gradeClass } from '../grades/grade-class.ts';
import { suggestScheme } from '../grades/suggest.ts';
import type { Services } from '../services.ts';
import { requireClassStaff } from './classes.ts';
import { body, newApp, ok, done, SlugParam } from './context.ts';
import { previewRow, scaleOf } from './present/grade.ts';

const tags = ['Grades'];
const path = '/competitions/{slug}/grades';

const get = createRoute({
	method: 'get',
	path: `${path}/scheme`,
	tags,
	summary: 'The grade scheme, or a suggestion (its organisers)',
	request: { params: SlugParam },
	responses: ok(GradeSchemeState, 'With the baselines that rules may name'),
});
const put = createRoute({
	method: 'put',
	path: `${path}/scheme`,
	tags,
	summary: 'Save the grade scheme (its organisers)',
	description: 'Everything that is wrong with it is listed at its place, and nothing is saved.',
	request: { params: SlugParam, body: body(SchemeRequest) },
	responses: ok(GradeSchemeState, 'As saved'),
});
const preview = createRoute({
	method: 'post',
	path: `${path}/preview`,
	tags,
	summary: 'What a scheme would give; nothing is saved or released (its organisers)',
	request: { params: SlugParam, body: body(PreviewRequest) },
	responses: ok(GradePreview, 'A row a student, or every problem of the scheme'),
});
const StudentParam = SlugParam.extend({ id: z.string() });
const override = createRoute({
	method: 'put',
	path: `${path}/overrides/{id}`,
	tags,
	summary: 'Set a student’s grade by hand, with a reason that the student reads (its organisers)',
	request: { params: StudentParam, body: body(OverrideRequest) },
	responses: done('It counts from the next release on'),
});
const clear = createRoute({
	method: 'delete',
	path: `${path}/overrides/{id}`,
	tags,
	summary: 'Let the rules decide again (its organisers)',
	request: { params: StudentParam },
	responses: done('It counts from the next release on'),
});

export function gradeSchemeRoutes(services: Services) {
	const { db, boards, now } = services;
	const seatOf = async (c: { var: { viewer: Seat['viewer'] } }, slug: string) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		return { seat, competition: seat.competition, ...requireClassStaff(seat) };
	};
	const check = (competition: CompetitionRow, scheme: unknown) =>
		checkScheme(scheme, (split) => gradeBoardOf(services, competition, split));

	async function state(competition: CompetitionRow) {
		const [open, hidden] = [
			await boards.get(competition, 'public'),
			await boards.get(competition, 'private'),
		];
		const scored = hidden.baselines.length ? hidden.baselines : open.baselines;
		const saved = await findScheme(db, competition.id);
		const scheme = saved?.scheme ?? suggestScheme(competition, scored);
		const privateScore = new Map(hidden.baselines.map(({ teamId, score }) => [teamId, score]));
		return {
			scheme: scheme as Record<string, unknown>,
			revision: saved?.revision ?? 0,
			baselines: open.baselines.map(({ teamId, name, score }) => ({
				...{ name, public: score, private: privateScore.get(teamId) ?? null },
			})),
		};
	}

	const app = newApp();
	app.openapi(get, async (c) => {
		const { competition } = await seatOf(c, c.req.valid('param').slug);
		return c.json(await state(competition), 200);
	});
	app.openapi(put, async (c) => {
		const { seat, competition, user } = await seatOf(c, c.req.valid('param').slug);
		const { scheme, revision } = c.req.valid('json');
		const checked = await check(competition, scheme);
		if (!checked.ok) throw new ApiError('invalid_scheme', { problems: checked.problems });
		const entry = entryBy(seat, user, 'grade_scheme_changed', now(), {
			detail: { revision: revision + 1 },
		});
		if (!(await saveScheme(db, checked.scheme, revision, entry))) {
			throw new ApiError('edited_meanwhile', {
				detail: 'Somebody else saved a scheme since you loaded this one.',
				remedy: 'Load the page again.',
			});
		}
		return c.json(await state(competition), 200);
	});
	app.openapi(preview, async (c) => {
		const { competition } = await seatOf(c, c.req.valid('param').slug);
		const checked = await check(competition, c.req.valid('json').scheme);
		if (!checked.ok) {
			const nothing = { rows: [], scale: null, split: 'private' as const };
			return c.json({ ok: false, problems: checked.problems, ...nothing }, 200);
		}
		const { scheme } = checked;
		const release = await findRelease(db, competition.id);
		const told = release ? await listGrades(db, release.id) : [];
		const released = new Map(told.map(({ entryId, grade }) => [entryId, grade]));
		const graded = await gradeClass(services, competition, scheme);
		const rows = graded.map((one) => previewRow(competition, scheme, one, released));
		const { split } = scheme;
		return c.json({ ok: true, problems: [], rows, scale: scaleOf(scheme), split }, 200);
	});
	app.openapi(override, async (c) => {
		const { slug, id } = c.req.valid('param');
		const { seat, competition, user } = await seatOf(c, slug);
		const { grade, reason } = c.req.valid('json');
		const { name } = await studentOf(services, seat, id);
		const about = { target: id, detail: { name, grade, reason } };
		const entry = entryBy(seat, user, 'grade_overridden', now(), about);
		const values = { competitionId: competition.id, entryId: id, userName: user.name };
		await setOverride(db, { ...values, grade, reason }, entry);
		return c.body(null, 204);
	});
	app.openapi(clear, async (c) => {
		const { slug, id } = c.req.valid('param');
		const { seat, user } = await seatOf(c, slug);
		const { name } = await studentOf(services, seat, id);
		const about = { target: id, detail: { name } };
		const entry = entryBy(seat, user, 'grade_override_removed', now(), about);
		if (!(await removeOverride(db, id, entry))) {
			throw new ApiError('conflict', { detail: 'The grade is not set by hand.' });
		}
		return c.body(null, 204);
	});
	return app;
}
