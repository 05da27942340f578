/** What organisers do with submissions: take one off the boards, put it back, download all. */
import { createRoute, z } from '@hono/zod-openapi';
import { SubmissionFilter } from '#lib/api/schemas/moderation';
import { Submission } from '#lib/api/schemas/submissions';
import { withEntry } from '#db/queries/audit';
import { disqualifySubmission, reinstateSubmission } from '#db/queries/disqualifications';
import { listPrivateScores } from '#db/queries/evaluations';
import { findSubmission } from '#db/queries/submissions';
import { listForDownload } from '#db/queries/submission-filter';
import { getMetric } from '#scorer/index';
import { requireCompetition, requireOrganiser } from '../access.ts';
import { requireSubmission } from '../submission-access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { body, IdParam, newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { filterOf } from './filter.ts';
import { presentSubmission } from './present/submission-detail.ts';
import { submissionsCsv } from './present/submissions-csv.ts';
import { zipOfSubmissions } from './submissions-zip.ts';

const tags = ['Submissions'];

const disqualify = createRoute({
	method: 'post',
	path: '/submissions/{id}/disqualify',
	tags,
	summary: 'Take a submission off the boards, with a reason that its owner reads (organisers)',
	request: {
		params: IdParam,
		body: body(z.object({ reason: z.string().trim().min(3).max(1000) })),
	},
	responses: ok(Submission, 'The submission'),
});

const reinstate = createRoute({
	method: 'post',
	path: '/submissions/{id}/reinstate',
	tags,
	summary: 'Put a disqualified submission back (organisers)',
	request: { params: IdParam },
	responses: ok(Submission, 'The submission'),
});

const zip = createRoute({
	method: 'get',
	path: '/competitions/{slug}/submissions.zip',
	tags,
	summary: 'The files of all submissions that fit the filter, with a table of them (organisers)',
	request: { params: SlugParam, query: SubmissionFilter },
	responses: sends('application/zip', 'Streamed'),
});

const csv = createRoute({
	method: 'get',
	path: '/competitions/{slug}/submissions.csv',
	tags,
	summary: 'A table of all submissions that fit the filter (organisers)',
	request: { params: SlugParam, query: SubmissionFilter },
	responses: sends('text/csv', 'The table'),
});

/** A zip without its 64-bit extension holds no more. */
const MOST_BYTES = 4e9;
const MOST_FILES = 65_000;

export function moderationRoutes(services: Services) {
	const { db, now } = services;

	async function found(viewer: Parameters<typeof requireSubmission>[1], id: string) {
		const seat = await requireSubmission(services, viewer, id);
		const { user } = requireOrganiser(seat);
		const { competition, team, row } = seat.submission;
		const about = {
			...{ id, teamId: team.id, competitionId: competition.id, now: now() },
			higherIsBetter: getMetric(competition.metric)!.higherIsBetter,
		};
		const by = (action: Parameters<typeof entryBy>[2], reason?: string) =>
			entryBy({ competition }, user, action, about.now, {
				...{ target: id, detail: { team: team.name, file_sha256: row.sha256, reason } },
			});
		return { about, by };
	}
	/** Its owners read the reason; `at` makes each decision an event of its own. */
	async function tell(id: string, reason: string | null): Promise<void> {
		const row = (await findSubmission(db, id))!.row;
		await notifyOf(services, {
			kind: 'disqualification',
			about: `${id}:${now()}`,
			to: { team: row.teamId },
			competitionId: row.competitionId,
			params: { file: row.fileName, reason, reinstated: reason === null ? 1 : 0 },
			href: `/submissions/${id}`,
		});
	}
	const show = async (viewer: Parameters<typeof requireSubmission>[1], id: string) =>
		presentSubmission(services, await requireSubmission(services, viewer, id));

	async function rowsOf(
		viewer: Parameters<typeof requireCompetition>[1],
		slug: string,
		query: z.infer<typeof SubmissionFilter>,
	) {
		const seat = await requireCompetition(services, viewer, slug);
		const { user } = requireOrganiser(seat);
		const rows = await listForDownload(db, seat.competition, filterOf(query));
		const ids = rows.flatMap(({ row }) => row.evaluationId ?? []);
		const table = submissionsCsv(rows, await listPrivateScores(db, ids));
		return { seat, user, rows, table };
	}

	const app = newApp();
	app.openapi(disqualify, async (c) => {
		const { id } = c.req.valid('param');
		const { about, by } = await found(c.var.viewer, id);
		const { reason } = c.req.valid('json');
		const entry = by('submission_disqualified', reason);
		if (!(await disqualifySubmission(db, { ...about, reason }, entry))) {
			throw new ApiError('conflict', { detail: 'The submission is disqualified already.' });
		}
		services.events.changed(id);
		await tell(id, reason);
		return c.json(await show(c.var.viewer, id), 200);
	});
	app.openapi(reinstate, async (c) => {
		const { id } = c.req.valid('param');
		const { about, by } = await found(c.var.viewer, id);
		if (!(await reinstateSubmission(db, about, by('submission_reinstated')))) {
			throw new ApiError('conflict', { detail: 'The submission is not disqualified.' });
		}
		services.events.changed(id);
		await tell(id, null);
		return c.json(await show(c.var.viewer, id), 200);
	});
	app.openapi(csv, async (c) => {
		const { slug } = c.req.valid('param');
		const { table } = await rowsOf(c.var.viewer, slug, c.req.valid('query'));
		return c.body(table, 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${slug}-submissions.csv`),
		}) as never;
	});
	app.openapi(zip, async (c) => {
		const { slug } = c.req.valid('param');
		const { seat, user, rows, table } = await rowsOf(c.var.viewer, slug, c.req.valid('query'));
		const bytes = rows.reduce((sum, { row }) => sum + row.size, 0);
		if (bytes > MOST_BYTES || rows.length > MOST_FILES) {
			throw new ApiError('invalid_request', {
				detail: `${rows.length} files of ${Math.round(bytes / 1e6)} MB do not fit into one zip.`,
				remedy: 'Narrow the filter, for example by time.',
			});
		}
		const about = { detail: { files: rows.length } };
		await withEntry(db, entryBy(seat, user, 'submissions_downloaded', now(), about));
		return new Response(zipOfSubmissions(services.files, rows, { 'submissions.csv': table }), {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': attachment(`${slug}-submissions.zip`),
				// A zip is as small as it gets; compressing it again would hold the stream back.
				'cache-control': 'no-store, no-transform',
			},
		}) as never;
	});
	return app;
}
