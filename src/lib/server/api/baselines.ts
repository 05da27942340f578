import { createRoute, z } from '@hono/zod-openapi';
import { findCard, findPicture } from '#db/queries/baseline-cards';
import { Baseline, BaselineList } from '#lib/api/schemas/baselines';
import { GALLERY } from '#lib/baseline-card/picture-name';
import { requireCompetition } from '../access.ts';
import { cardFor, requireBaseline } from '../baselines/find.ts';
import { baselinesFor } from '../baselines/list.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { newApp, ok, sends, SlugParam } from './context.ts';
import { download } from './download.ts';
import { rankingMetricOf } from './present/metric.ts';

const tags = ['Baselines'];
const BaselineParam = SlugParam.extend({ id: z.string() });

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/baselines',
	tags,
	summary: 'The reference models of a competition, best first',
	request: { params: SlugParam },
	responses: ok(BaselineList, 'With scores, and what their cards say in short'),
});

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/baselines/{id}',
	tags,
	summary: 'One reference model',
	request: { params: BaselineParam },
	responses: ok(Baseline, 'The model'),
});

const picture = createRoute({
	method: 'get',
	path: '/competitions/{slug}/baselines/{id}/gallery/{file}',
	tags,
	summary: 'A picture of the gallery',
	description:
		'The addresses that a card gives end in `?v=` and part of the hash: those may be kept for ever.',
	request: {
		params: BaselineParam.extend({ file: z.string() }),
		query: z.object({ v: z.string().optional() }),
	},
	responses: sends('image/webp', 'The picture; PNG and JPEG too'),
});

const HASH_PART = 16;

export function baselineRoutes(services: Services) {
	const { db, files } = services;
	const app = newApp();
	app.openapi(list, async (c) => {
		const seat = await requireCompetition(services, c.var.viewer, c.req.valid('param').slug);
		const { competition } = seat;
		const baselines = await baselinesFor(services, seat);
		const metric = rankingMetricOf(competition);
		return c.json({ competition: competition.slug, metric, baselines }, 200);
	});
	app.openapi(get, async (c) => {
		const { slug, id } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const team = await requireBaseline(services, seat, id);
		const found = (await baselinesFor(services, seat)).find((baseline) => baseline.id === team.id);
		return c.json(found!, 200);
	});
	app.openapi(picture, async (c) => {
		const { slug, id, file } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const team = await requireBaseline(services, seat, id);
		const row = await findCard(db, team.id);
		const found = await findPicture(db, team.id, GALLERY + file);
		if (!row || !found) throw new ApiError('not_found', { detail: 'There is no such picture.' });
		const { withheld } = await cardFor(services, seat, row);
		if (withheld.includes('gallery')) {
			throw new ApiError('private_until_close', {
				detail: 'The picture shows hidden test images.',
			});
		}
		const { sha256, size, type } = found;
		const isPinned = c.req.valid('query').v === sha256.slice(0, HASH_PART);
		const answer = await download(c, files, { sha256, size, type });
		if (isPinned) answer.headers.set('cache-control', 'private, max-age=31536000, immutable');
		return answer as never;
	});
	return app;
}
