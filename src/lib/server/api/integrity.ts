/** Submissions that are more alike than skill explains: for organisers, who decide. */
import { createRoute, z } from '@hono/zod-openapi';
import { IntegrityQueue, MarkRequest, PairEvidence } from '#lib/api/schemas/integrity';
import { removeMark, setMark } from '#db/queries/integrity';
import { findSubmission } from '#db/queries/submissions';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { body, newApp, ok, SlugParam } from './context.ts';
import { presentQueue } from './present/integrity.ts';

const tags = ['Integrity'];
const path = '/competitions/{slug}/integrity';

const get = createRoute({
	method: 'get',
	path,
	tags,
	summary: 'The review queue (its organisers)',
	request: { params: SlugParam },
	responses: ok(IntegrityQueue, 'The newest run, and what the last one found'),
});
const run = createRoute({
	method: 'post',
	path: `${path}/runs`,
	tags,
	summary: 'Compare all participants’ predictions anew (its organisers)',
	request: { params: SlugParam },
	responses: ok(IntegrityQueue, 'Running; ask for the queue to see how far it is'),
});
const evidence = createRoute({
	method: 'get',
	path: `${path}/pair`,
	tags,
	summary: 'One finding of two submissions side by side (its organisers)',
	request: {
		params: SlugParam,
		query: z.object({ a: z.string(), b: z.string(), label: z.string() }),
	},
	responses: ok(PairEvidence, 'Scores of both'),
});
const KeyParam = SlugParam.extend({
	key: z.string().regex(/^(pair|probing):[\w-]+:[\w-]+$/, 'No such finding.'),
});
const mark = createRoute({
	method: 'put',
	path: `${path}/marks/{key}`,
	tags,
	summary: 'Mark a finding as explained, or to be discussed (its organisers)',
	request: { params: KeyParam, body: body(MarkRequest) },
	responses: ok(IntegrityQueue, 'The queue'),
});
const unmark = createRoute({
	method: 'delete',
	path: `${path}/marks/{key}`,
	tags,
	summary: 'Take a mark back (its organisers)',
	request: { params: KeyParam },
	responses: ok(IntegrityQueue, 'The queue'),
});

export function integrityRoutes(services: Services) {
	const { db, now } = services;
	const seatOf = async (c: { var: { viewer: Seat['viewer'] } }, slug: string) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		return { seat, competition: seat.competition, ...requireOrganiser(seat) };
	};
	const submissionOf = async ({ competition }: Seat, id: string) => {
		const view = await findSubmission(db, id);
		if (view?.competition.id === competition.id && view.row.status === 'scored') return view;
		throw new ApiError('not_found', { detail: 'No such scored submission.' });
	};

	const app = newApp();
	app.openapi(get, async (c) => {
		const { competition } = await seatOf(c, c.req.valid('param').slug);
		return c.json(await presentQueue(services, competition), 200);
	});
	app.openapi(run, async (c) => {
		const { seat, competition, user } = await seatOf(c, c.req.valid('param').slug);
		const entry = entryBy(seat, user, 'integrity_run_started', now());
		await services.integrity.start(competition, entry);
		return c.json(await presentQueue(services, competition), 200);
	});
	app.openapi(evidence, async (c) => {
		const { seat, competition } = await seatOf(c, c.req.valid('param').slug);
		const { label, ...ids } = c.req.valid('query');
		const [a, b] = [await submissionOf(seat, ids.a), await submissionOf(seat, ids.b)];
		const at = competition.labels.indexOf(label);
		if (at < 0) throw new ApiError('not_found', { detail: `No finding "${label}".` });
		const files = { a: a.row.sha256, b: b.row.sha256, label: at };
		const found = await services.integrity.pair(competition, files);
		if (!found) {
			throw new ApiError('conflict', {
				detail: 'A file cannot be read under the present solution.',
			});
		}
		return c.json({ label, ...found }, 200);
	});
	app.openapi(mark, async (c) => {
		const { slug, key } = c.req.valid('param');
		const { seat, competition, user } = await seatOf(c, slug);
		const { verdict, note } = c.req.valid('json');
		const [kind, first, second] = key.split(':') as [string, string, string];
		if (kind === 'pair') {
			await submissionOf(seat, first);
			await submissionOf(seat, second);
		}
		const about = { target: key, detail: { verdict, note } };
		const entry = entryBy(seat, user, 'integrity_marked', now(), about);
		await setMark(db, { key, verdict, note, userName: user.name }, entry);
		return c.json(await presentQueue(services, competition), 200);
	});
	app.openapi(unmark, async (c) => {
		const { slug, key } = c.req.valid('param');
		const { seat, competition, user } = await seatOf(c, slug);
		const entry = entryBy(seat, user, 'integrity_mark_removed', now(), { target: key });
		if (!(await removeMark(db, key, entry))) {
			throw new ApiError('conflict', { detail: 'It is not marked.' });
		}
		return c.json(await presentQueue(services, competition), 200);
	});
	return app;
}
