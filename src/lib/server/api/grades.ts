/** Grades as they are told: releases, files for gradebooks, a student's own. */
import { createRoute, z } from '@hono/zod-openapi';
import { GradeReleases, OwnGrade, ReleaseRequest, WithdrawRequest } from '#lib/api/schemas/grades';
import { GRADE_LAYOUTS, gradeCsv, type Grade, type GradeScheme } from '#lib/grades/index';
import { withEntry } from '#db/queries/audit';
import {
	findGrade,
	findRelease,
	findScheme,
	listGrades,
	listReleases,
	releaseGrades,
	withdrawRelease,
} from '#db/queries/grades';
import { isSettled, requireCompetition, requireUser, type Seat } from '../access.ts';
import { settledAt } from '../classes/deadlines.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { gradeBoardOf } from '../grades/board.ts';
import { checkScheme } from '../grades/check.ts';
import { feedbackFor, gradeClass, type GradedStudent } from '../grades/grade-class.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { requireClassStaff } from './classes.ts';
import { body, created, newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { iso } from './present/competition.ts';
import { ownGrade } from './present/grade.ts';

const tags = ['Grades'];
const path = '/competitions/{slug}/grades';

const list = createRoute({
	method: 'get',
	path: `${path}/releases`,
	tags,
	summary: 'What was released, newest first (its organisers)',
	request: { params: SlugParam },
	responses: ok(GradeReleases, 'Releases'),
});
const post = createRoute({
	method: 'post',
	path: `${path}/releases`,
	tags,
	summary: 'Release grades by the saved scheme: students read theirs (its organisers)',
	request: { params: SlugParam, body: body(ReleaseRequest) },
	responses: created(GradeReleases, 'The new version is the one that counts'),
});
const withdraw = createRoute({
	method: 'post',
	path: `${path}/releases/{version}/withdraw`,
	tags,
	summary: 'Take a release back; the one before it counts again (its organisers)',
	request: {
		params: SlugParam.extend({ version: z.coerce.number().int().min(1) }),
		body: body(WithdrawRequest),
	},
	responses: ok(GradeReleases, 'Releases'),
});
const csv = createRoute({
	method: 'get',
	path: '/competitions/{slug}/grades.csv',
	tags,
	summary: 'The released grades in the layout of a gradebook (its organisers)',
	request: {
		params: SlugParam,
		query: z.object({
			layout: z.enum(GRADE_LAYOUTS).default('csv'),
			section: z.string().max(200).optional(),
		}),
	},
	responses: sends('text/csv', 'The file'),
});
const mine = createRoute({
	method: 'get',
	path: `${path}/mine`,
	tags,
	summary: 'Your grade, and how it came about',
	request: { params: SlugParam },
	responses: ok(z.object({ grade: OwnGrade.nullable() }), 'Null: none was released to you'),
});

export function gradeRoutes(services: Services) {
	const { db, now } = services;
	const seatOf = async (c: { var: { viewer: Seat['viewer'] } }, slug: string) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		return { seat, competition: seat.competition, ...requireClassStaff(seat) };
	};

	/** When grades by a split may be told; null is now. */
	function tellableFrom({ competition }: Seat, split: 'public' | 'private'): number | null {
		return split === 'public' || isSettled(competition, now()) ? null : settledAt(competition);
	}

	async function present(seat: Seat) {
		const { competition } = seat;
		const rows = await listReleases(db, competition.id);
		const current = rows.find(({ withdrawnAt }) => withdrawnAt === null)?.version;
		const saved = (await findScheme(db, competition.id))?.scheme as GradeScheme | undefined;
		return {
			releases: rows.map((row) => ({
				...{ version: row.version, note: row.note, by: row.userName },
				at: iso(row.createdAt)!,
				withdrawn_at: iso(row.withdrawnAt),
				withdrawn_reason: row.withdrawnReason,
				current: row.version === current,
			})),
			from: iso(tellableFrom(seat, saved?.split ?? 'private')),
		};
	}

	async function requireScheme(seat: Seat, revision: number): Promise<GradeScheme> {
		const { competition } = seat;
		const saved = await findScheme(db, competition.id);
		if (!saved || saved.revision !== revision) {
			throw new ApiError('edited_meanwhile', {
				detail: saved
					? 'The scheme was changed since you looked at its grades.'
					: 'No scheme was saved yet.',
				remedy: saved ? 'Look at the grades again.' : 'Save a scheme first.',
			});
		}
		const checked = await checkScheme(saved.scheme, (split) =>
			gradeBoardOf(services, competition, split),
		);
		if (!checked.ok) throw new ApiError('invalid_scheme', { problems: checked.problems });
		const from = tellableFrom(seat, checked.scheme.split);
		if (checked.scheme.split === 'private' && !isSettled(competition, now())) {
			throw new ApiError('conflict', {
				detail: 'Grades of the private split are told when everyone’s time has run out.',
				remedy:
					from === null
						? 'Give the competition a closing time.'
						: `Release them after ${new Date(from).toISOString()}, or grade by the public split.`,
			});
		}
		return checked.scheme;
	}

	const rowOf = ({ student, detail, grade, override }: GradedStudent) => ({
		...{ entryId: student.id, userId: student.userId, name: student.name, email: student.email },
		...{ studentId: student.studentId, section: student.section, grade, detail },
		computed: override ? detail.grade : null,
		reason: override?.reason ?? null,
	});

	const app = newApp();
	app.openapi(list, async (c) => {
		const { seat } = await seatOf(c, c.req.valid('param').slug);
		return c.json(await present(seat), 200);
	});
	app.openapi(post, async (c) => {
		const { seat, competition, user } = await seatOf(c, c.req.valid('param').slug);
		const { revision, note } = c.req.valid('json');
		const scheme = await requireScheme(seat, revision);
		const rows = (await gradeClass(services, competition, scheme)).map(rowOf);
		const version = ((await listReleases(db, competition.id))[0]?.version ?? 0) + 1;
		const release = { version, scheme, note, userName: user.name };
		const late = competition.class?.late ?? null;
		const detail = { version, students: rows.length, by_hand: rows.filter((r) => r.reason).length };
		const entry = entryBy(seat, user, 'grades_released', now(), { detail });
		if (!(await releaseGrades(db, { ...release, late }, rows, entry))) {
			throw new ApiError('conflict', { detail: 'Somebody else released grades meanwhile.' });
		}
		await notifyOf(services, {
			...{ kind: 'grades', about: `${competition.id}:${version}`, params: {} },
			...{ competitionId: competition.id, href: `/competitions/${competition.slug}/grade` },
			to: { users: rows.flatMap(({ userId }) => userId ?? []) },
		});
		return c.json(await present(seat), 201);
	});
	app.openapi(withdraw, async (c) => {
		const { slug, version } = c.req.valid('param');
		const { seat, user } = await seatOf(c, slug);
		const { reason } = c.req.valid('json');
		const about = { target: String(version), detail: { version, reason } };
		const entry = entryBy(seat, user, 'grades_withdrawn', now(), about);
		if (!(await withdrawRelease(db, version, reason, entry))) {
			throw new ApiError('conflict', { detail: `There is no release ${version} to take back.` });
		}
		return c.json(await present(seat), 200);
	});
	app.openapi(csv, async (c) => {
		const { slug } = c.req.valid('param');
		const { layout, section } = c.req.valid('query');
		const { seat, competition, user } = await seatOf(c, slug);
		const release = await findRelease(db, competition.id);
		if (!release) {
			throw new ApiError('conflict', {
				detail: 'No grades are released.',
				remedy: 'Release them first: the file holds what students read.',
			});
		}
		const rows = (await listGrades(db, release.id)).filter(
			(row) => section === undefined || (row.section ?? '') === section,
		);
		const detail = { version: release.version, layout };
		await withEntry(db, entryBy(seat, user, 'grades_exported', now(), { detail }));
		const file = gradeCsv[layout]({
			item: competition.title,
			max: (release.scheme as GradeScheme).scale.max,
			students: rows.map((row) => ({
				...row,
				feedback: feedbackFor(competition, row.detail as Grade, row),
			})),
		});
		return c.body(file, 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${slug}-grades-${layout}.csv`),
		}) as never;
	});
	app.openapi(mine, async (c) => {
		const { user } = requireUser(c.var.viewer);
		const { competition } = await requireCompetition(
			services,
			c.var.viewer,
			c.req.valid('param').slug,
		);
		const release = competition.class ? await findRelease(db, competition.id) : null;
		const row = release && (await findGrade(db, release.id, user.id));
		return c.json({ grade: row ? ownGrade(competition, release, row) : null }, 200);
	});
	return app;
}
