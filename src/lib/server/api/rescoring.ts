/** Scoring a competition differently: proposed, looked at, and published or discarded. */
import { createRoute, z } from '@hono/zod-openapi';
import {
	PreviewQuery,
	PublishRescoring,
	Rescoring,
	RescoringCheck,
	RescoringList,
	RescoringPreview,
} from '#lib/api/schemas/rescoring';
import { discardChange, listChanges, retryFailed } from '#db/queries/scoring-changes';
import { entryBy } from '../competitions/entry.ts';
import { csvFile } from '../csv.ts';
import { ApiError } from '../errors.ts';
import { movedRows, presentPreview } from '../rescoring/preview.ts';
import { checkRequest, propose } from '../rescoring/propose.ts';
import { publish } from '../rescoring/publish.ts';
import { changesOfScoring } from '../rescoring/scoring.ts';
import type { Services } from '../services.ts';
import { body, created, newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { presentRescoring } from './present/rescoring.ts';
import { readProposal } from './rescoring-form.ts';
import { changeAt, organiserAt } from './rescoring-seat.ts';

const tags = ['Rescoring'];
const One = SlugParam.extend({ number: z.coerce.number().int().min(1) });
const at = '/competitions/{slug}/rescorings';

const post = createRoute({
	method: 'post',
	path: at,
	tags,
	summary:
		'Propose to score differently: a corrected solution, another metric, or both (organisers)',
	description:
		'A form with `reason`, `changes` (a ScoringPatch as JSON) and `solution` (a CSV); the last two ' +
		'are optional. Every submission is scored by the proposal too, and nothing that anybody sees ' +
		'changes before it is published. A competition has one open change. With `dry_run=true` ' +
		'nothing is made: the answer is 200 and lists every problem at once.',
	request: {
		params: SlugParam,
		query: z.object({ dry_run: z.enum(['true', 'false']).default('false') }),
	},
	responses: {
		...created(Rescoring, 'The change; its submissions are being scored'),
		200: {
			content: { 'application/json': { schema: RescoringCheck } },
			description: 'Dry run: what would change, and every problem',
		},
	},
});
const documented = {
	...post,
	request: {
		...post.request,
		body: {
			required: true,
			content: {
				'multipart/form-data': {
					schema: z.object({
						reason: z.string(),
						changes: z.string().optional(),
						solution: z.string().openapi({ format: 'binary' }).optional(),
					}),
				},
			},
		},
	},
};

const list = createRoute({
	method: 'get',
	path: at,
	tags,
	summary: 'Every change of the scoring, newest first (organisers)',
	request: { params: SlugParam },
	responses: ok(RescoringList, 'Open, published and discarded ones'),
});

const get = createRoute({
	method: 'get',
	path: `${at}/{number}`,
	tags,
	summary: 'A change, and how far its scoring is (organisers)',
	request: { params: One },
	responses: ok(Rescoring, 'The change'),
});

const preview = createRoute({
	method: 'get',
	path: `${at}/{number}/preview`,
	tags,
	summary:
		'Every score and rank that an open change would move, largest movement first (organisers)',
	request: { params: One, query: PreviewQuery },
	responses: ok(RescoringPreview, 'One page'),
});

const csv = createRoute({
	method: 'get',
	path: `${at}/{number}/preview.csv`,
	tags,
	summary: 'The whole preview as a table (organisers)',
	request: { params: One, query: PreviewQuery.pick({ split: true }) },
	responses: sends('text/csv', 'The file'),
});

const publishIt = createRoute({
	method: 'post',
	path: `${at}/{number}/publish`,
	tags,
	summary: 'Score by the change from now on, with a notice; old evaluations are kept (organisers)',
	request: { params: One, body: body(PublishRescoring) },
	responses: ok(Rescoring, 'The change'),
});

const discard = createRoute({
	method: 'post',
	path: `${at}/{number}/discard`,
	tags,
	summary: 'Drop an open change; nothing that anybody sees changes (organisers)',
	request: { params: One },
	responses: ok(Rescoring, 'The change'),
});

const retry = createRoute({
	method: 'post',
	path: `${at}/{number}/retry`,
	tags,
	summary: 'Score the submissions again that failed by our fault (organisers)',
	request: { params: One },
	responses: ok(Rescoring, 'The change'),
});

const HEAD = [
	...['kind', 'name', 'rank_before', 'rank_after', 'movement', 'score_before', 'score_after'],
	...['submission_before', 'submission_after'],
];

export function rescoringRoutes(services: Services) {
	const { db, now } = services;
	const app = newApp();
	app.openAPIRegistry.registerPath(documented);
	app.openapi({ ...post, hide: true }, async (c) => {
		const { competition, user } = await organiserAt(services, c, c.req.valid('param').slug);
		const request = await readProposal(c.req.raw, services.config.maxUploadBytes);
		if (c.req.valid('query').dry_run === 'true') {
			const checked = await checkRequest(services, competition, request);
			const { problems, notices, solutionChange, after } = checked;
			const changes = after ? changesOfScoring(competition, after) : [];
			const answer = { problems, notices, changes, solution_change: solutionChange };
			return c.json({ ...answer, ok: !problems.length }, 200);
		}
		const number = await propose(services, competition, user, request);
		const { change } = await changeAt(services, c, competition.slug, number);
		return c.json(await presentRescoring(services, change), 201);
	});
	app.openapi(list, async (c) => {
		const { competition } = await organiserAt(services, c, c.req.valid('param').slug);
		const rows = await listChanges(db, competition.id);
		const rescorings = await Promise.all(rows.map((row) => presentRescoring(services, row)));
		return c.json({ rescorings }, 200);
	});
	app.openapi(get, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { change } = await changeAt(services, c, slug, number);
		return c.json(await presentRescoring(services, change), 200);
	});
	app.openapi(preview, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { competition, change } = await changeAt(services, c, slug, number, 'open');
		const answer = await presentPreview(services, competition, change, c.req.valid('query'));
		return c.json(answer, 200);
	});
	app.openapi(csv, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { split } = c.req.valid('query');
		const { competition, change } = await changeAt(services, c, slug, number, 'open');
		const rows = await movedRows(services, competition, change, split);
		const cells = rows.map(({ kind, name, before, after, movement }) => [
			...[kind, name, before?.rank, after?.rank, movement, before?.score, after?.score],
			...[before?.submission_id, after?.submission_id],
		]);
		return c.body(csvFile([HEAD, ...cells]), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${slug}-change-${number}-${split}.csv`),
		}) as never;
	});
	app.openapi(publishIt, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { competition, user, change } = await changeAt(services, c, slug, number, 'open');
		await publish(services, competition, change, user, c.req.valid('json'));
		const done = await changeAt(services, c, slug, number);
		return c.json(await presentRescoring(services, done.change), 200);
	});
	app.openapi(discard, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { competition, user, change } = await changeAt(services, c, slug, number, 'open');
		const about = { target: `change ${number}`, detail: { reason: change.reason } };
		const entry = entryBy({ competition }, user, 'rescoring_discarded', now(), about);
		if (!(await discardChange(db, change.id, entry))) {
			throw new ApiError('conflict', { detail: 'The change was ended meanwhile.' });
		}
		const done = await changeAt(services, c, slug, number);
		return c.json(await presentRescoring(services, done.change), 200);
	});
	app.openapi(retry, async (c) => {
		const { slug, number } = c.req.valid('param');
		const { change } = await changeAt(services, c, slug, number, 'open');
		await retryFailed(db, change.id);
		services.wake();
		return c.json(await presentRescoring(services, change), 200);
	});
	return app;
}
