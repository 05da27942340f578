import { createRoute, z } from '@hono/zod-openapi';
import { Page } from '#lib/api/schemas/common';
import { SubmissionFilter } from '#lib/api/schemas/moderation';
import { Submission, SubmissionSummary } from '#lib/api/schemas/submissions';
import { listPrivateScores } from '#db/queries/evaluations';
import { findSubmission, listSubmissions } from '#db/queries/submissions';
import { ensureBaseline } from '#db/queries/teams';
import { requireCompetition, requireJoined, requireOrganiser, type Seat } from '../access.ts';
import { requireSubmission, requireSubmissionFile } from '../submission-access.ts';
import { receive, requireAttempt } from '../lifecycle/receive.ts';
import type { Services } from '../services.ts';
import { accepted, newApp, ok, IdParam, sends, SlugParam } from './context.ts';
import { download } from './download.ts';
import { filterOf } from './filter.ts';
import { statusStream } from './event-stream.ts';
import { sendStream } from './sse.ts';
import { presentSubmission } from './present/submission-detail.ts';
import { submissionSummary } from './present/submission.ts';
import { uploadedFile } from './upload-body.ts';

const tags = ['Submissions'];

const bytes = z.string().openapi({ format: 'binary' });

const post = createRoute({
	method: 'post',
	path: '/competitions/{slug}/submissions',
	tags,
	summary: 'Submit a prediction file',
	description:
		'The bytes are stored and an attempt is reserved before the answer is sent. A file with ' +
		'problems is accepted too: it becomes `invalid` and the attempt is given back.',
	request: {
		params: SlugParam,
		query: z.object({
			filename: z.string().max(500).optional(),
			baseline: z
				.string()
				.trim()
				.min(1)
				.max(120)
				.optional()
				.openapi({ description: 'Organisers: submit as the baseline of this name' }),
		}),
	},
	responses: accepted(Submission, 'Received; `Location` is where to look'),
});
// Documented only: the body is streamed to the disk, not parsed by a schema.
const documented = {
	...post,
	request: {
		...post.request,
		body: {
			required: true,
			content: {
				'text/csv': { schema: bytes },
				'application/gzip': { schema: bytes },
				'application/zip': { schema: bytes },
				'multipart/form-data': { schema: z.object({ file: bytes }) },
			},
		},
	},
};

const ListQuery = Page.extend({ scope: z.enum(['mine', 'all']).default('mine') }).extend(
	SubmissionFilter.shape,
);

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/submissions',
	tags,
	summary: 'Your submissions, or everybody’s (organisers), newest first',
	request: {
		params: SlugParam,
		query: ListQuery,
	},
	responses: ok(
		z.object({
			submissions: z.array(SubmissionSummary),
			total: z.number().int(),
			page: z.number().int(),
			page_size: z.number().int(),
		}),
		'One page',
	),
});

const get = createRoute({
	method: 'get',
	path: '/submissions/{id}',
	tags,
	summary: 'A submission with its result',
	request: { params: IdParam },
	responses: ok(Submission, 'The submission'),
});

const file = createRoute({
	method: 'get',
	path: '/submissions/{id}/file',
	tags,
	summary: 'The bytes as they were uploaded; those of a baseline for organisers only',
	request: { params: IdParam },
	responses: sends('application/octet-stream', 'The file'),
});

const events = createRoute({
	method: 'get',
	path: '/submissions/{id}/events',
	tags,
	summary: 'The state of a submission as it changes (server-sent events)',
	description: 'Event `status` with a SubmissionEvent, at once and at every change, until it ends.',
	request: { params: IdParam },
	responses: sends('text/event-stream', 'The stream'),
});

async function teamFor(services: Services, seat: Seat, baseline: string | undefined) {
	if (baseline === undefined) {
		const { team, user } = requireJoined(seat, 'submit');
		// Before the body is read, so that nobody uploads for nothing.
		await requireAttempt(services, seat.competition, team);
		return { team, user };
	}
	const { user } = requireOrganiser(seat);
	const { id: competitionId } = seat.competition;
	const values = { competitionId, name: baseline, now: services.now() };
	return { team: await ensureBaseline(services.db, values), user };
}

async function listed(services: Services, seat: Seat, query: z.infer<typeof ListQuery>) {
	const { scope, page, page_size } = query;
	const filter = filterOf(query);
	const { competition } = seat;
	const whose =
		scope === 'all'
			? { ...filter, competition }
			: { ...filter, competition, teamId: requireJoined(seat).team.id };
	const { rows, total } = await listSubmissions(services.db, whose, { page, page_size });
	const ids = rows.flatMap(({ row }) => row.evaluationId ?? []);
	const hidden = seat.canSeePrivate ? await listPrivateScores(services.db, ids) : null;
	const submissions = rows.map((view) =>
		submissionSummary(view, hidden ? (hidden.get(view.row.evaluationId ?? '') ?? null) : undefined),
	);
	return { submissions, total, page, page_size };
}

export function submissionRoutes(services: Services) {
	const app = newApp();
	app.openAPIRegistry.registerPath(documented);
	app.openapi({ ...post, hide: true }, async (c) => {
		const { slug } = c.req.valid('param');
		const { filename, baseline } = c.req.valid('query');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const who = await teamFor(services, seat, baseline);
		const { stream, name } = await uploadedFile(c.req.raw, services.config.maxUploadBytes);
		const id = await receive(services, {
			...who,
			competition: seat.competition,
			fileName: filename ?? name ?? '',
			stream,
		});
		c.header('location', `/api/v1/submissions/${id}`);
		const submission = (await findSubmission(services.db, id))!;
		return c.json(await presentSubmission(services, { ...seat, submission }), 202);
	});
	app.openapi(list, async (c) => {
		const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
		const query = c.req.valid('query');
		if (query.scope === 'all') requireOrganiser(seat);
		return c.json(await listed(services, seat, query), 200);
	});
	app.openapi(get, async (c) => {
		const found = await requireSubmission(services, c.var.viewer, c.req.valid('param').id);
		return c.json(await presentSubmission(services, found), 200);
	});
	app.openapi(file, async (c) => {
		const { row } = await requireSubmissionFile(services, c.var.viewer, c.req.valid('param').id);
		const { sha256, size, fileName } = row;
		return download(c, services.files, { sha256, size, name: fileName }) as never;
	});
	app.openapi(events, async (c) => {
		const { submission } = await requireSubmission(services, c.var.viewer, c.req.valid('param').id);
		return sendStream(statusStream(services, submission.row.id));
	});
	return app;
}
