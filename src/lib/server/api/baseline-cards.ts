import { createRoute, z } from '@hono/zod-openapi';
import type { TeamRow } from '#db/schema/teams';
import { listPictures, removeCard } from '#db/queries/baseline-cards';
import { BaselineCard } from '#lib/api/schemas/baselines';
import { MAX_CARD_BYTES, MAX_PICTURE_BYTES } from '#lib/baseline-card/limits';
import { GALLERY } from '#lib/baseline-card/picture-name';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { requireBaseline, requireCard } from '../baselines/find.ts';
import { entryBy } from '../competitions/entry.ts';
import { storeCard, storePicture } from '../baselines/store-card.ts';
import type { Services } from '../services.ts';
import { done, newApp, ok, SlugParam } from './context.ts';
import { picturesOf } from './present/baseline.ts';
import { iso } from './present/competition.ts';
import { readBody } from './upload-body.ts';

const tags = ['Baselines'];
const params = SlugParam.extend({ id: z.string() });
const path = '/competitions/{slug}/baselines/{id}/card' as const;
const bytes = z.string().openapi({ format: 'binary' });

const get = createRoute({
	method: 'get',
	path,
	tags,
	summary: 'The model card of a baseline',
	description:
		'What was measured on the hidden test split is left out before the close, but for organisers; ' +
		'`withheld` says what.',
	request: { params },
	responses: ok(BaselineCard, 'The card and its pictures'),
});

const put = createRoute({
	method: 'put',
	path,
	tags,
	summary: 'Set the model card of a baseline (organisers)',
	description:
		'The card.json of `holdout baseline train`. The same card again changes nothing; another one ' +
		'takes its place and drops its pictures.',
	request: { params, query: z.object({ submission: z.string().optional() }) },
	responses: ok(BaselineCard, 'The card; `missing` lists the pictures to send'),
});

const remove = createRoute({
	method: 'delete',
	path,
	tags,
	summary: 'Remove the card and its pictures (organisers)',
	request: { params },
	responses: done('Removed, or never there'),
});

const picture = createRoute({
	method: 'put',
	path: '/competitions/{slug}/baselines/{id}/gallery/{file}',
	tags,
	summary: 'Send a picture that the card names (organisers)',
	description: 'WebP, PNG or JPEG, told by its bytes, of the size in pixels that the card says.',
	request: { params: params.extend({ file: z.string() }) },
	responses: done('Stored'),
});

async function present(services: Services, seat: Seat, team: TeamRow) {
	const { row, card, withheld } = await requireCard(services, seat, team);
	const pictures = picturesOf(
		seat.competition.slug,
		card,
		await listPictures(services.db, team.id),
	);
	const there = new Set(pictures.map(({ file }) => file));
	return {
		baseline: team.id,
		sha256: row.sha256,
		submission: row.submissionId,
		updated_at: iso(row.updatedAt)!,
		...{ card, withheld, pictures },
		missing: card.gallery.map(({ file }) => file).filter((file) => !there.has(file)),
	};
}

export function baselineCardRoutes(services: Services) {
	const app = newApp();
	const seated = (viewer: Parameters<typeof requireCompetition>[1], slug: string) =>
		requireCompetition(services, viewer, slug);

	app.openapi(get, async (c) => {
		const { slug, id } = c.req.valid('param');
		const seat = await seated(c.var.viewer, slug);
		const team = await requireBaseline(services, seat, id);
		return c.json(await present(services, seat, team), 200);
	});
	// Documented by hand: the body is checked by the card's own schema, which names every place.
	app.openAPIRegistry.registerPath({
		...put,
		request: {
			...put.request,
			body: { required: true, content: { 'application/json': { schema: z.looseObject({}) } } },
		},
	});
	app.openapi({ ...put, hide: true }, async (c) => {
		const { slug, id } = c.req.valid('param');
		const seat = await seated(c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		const team = await requireBaseline(services, seat, id);
		const body = await readBody(c.req.raw, MAX_CARD_BYTES);
		const submissionId = c.req.valid('query').submission;
		await storeCard(services, team, body, { actor: user, submissionId });
		return c.json(await present(services, seat, team), 200);
	});
	app.openapi(remove, async (c) => {
		const { slug, id } = c.req.valid('param');
		const seat = await seated(c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		const team = await requireBaseline(services, seat, id);
		const about = { target: team.name };
		const entry = entryBy(seat, user, 'baseline_card_removed', services.now(), about);
		await removeCard(services.db, team.id, entry);
		return c.body(null, 204);
	});
	app.openAPIRegistry.registerPath({
		...picture,
		request: {
			...picture.request,
			body: { required: true, content: { 'image/webp': { schema: bytes } } },
		},
	});
	app.openapi({ ...picture, hide: true }, async (c) => {
		const { slug, id, file } = c.req.valid('param');
		const seat = await seated(c.var.viewer, slug);
		requireOrganiser(seat);
		const team = await requireBaseline(services, seat, id);
		const found = await requireCard(services, seat, team);
		const body = await readBody(c.req.raw, MAX_PICTURE_BYTES);
		await storePicture(services, team, found, GALLERY + file, body);
		return c.body(null, 204);
	});
	return app;
}
