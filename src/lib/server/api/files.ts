import { createRoute, z } from '@hono/zod-openapi';
import { findSolution, listFiles } from '#db/queries/competitions';
import { SubmissionFormatSchema } from '#lib/api/schemas/competitions';
import { requireCompetition, requireJoinedOrOrganiser } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { newApp, ok, sends, SlugParam } from './context.ts';
import { download } from './download.ts';

const tags = ['Competitions'];

const format = createRoute({
	method: 'get',
	path: '/competitions/{slug}/format',
	tags,
	summary: 'What a submission must look like; enough to check one without the labels',
	request: { params: SlugParam },
	responses: ok(SubmissionFormatSchema, 'Columns and expected ids'),
});

const sample = createRoute({
	method: 'get',
	path: '/competitions/{slug}/sample-submission.csv',
	tags,
	summary: 'A submission that would be accepted',
	request: { params: SlugParam },
	responses: sends('text/csv', 'The file'),
});

const file = createRoute({
	method: 'get',
	path: '/competitions/{slug}/files/{name}',
	tags,
	summary: 'A data file (participants) or an example (anyone)',
	description: 'The name may hold slashes, encoded or not.',
	request: { params: SlugParam.extend({ name: z.string() }) },
	responses: sends('application/octet-stream', 'The file'),
});

export function fileRoutes(services: Services) {
	const { db, files } = services;
	const app = newApp();
	app.openapi(format, async (c) => {
		const { competition } = await requireCompetition(
			services,
			c.var.viewer,
			c.req.valid('param').slug,
		);
		const { formatSha256 } = await findSolution(db, competition);
		return download(c, files, { sha256: formatSha256, type: 'application/json' }) as never;
	});
	app.openapi(sample, async (c) => {
		const { competition } = await requireCompetition(
			services,
			c.var.viewer,
			c.req.valid('param').slug,
		);
		const found = (await listFiles(db, competition.id)).find(({ role }) => role === 'sample');
		return download(c, files, {
			...found!,
			name: `${competition.slug}-sample-submission.csv`,
			type: 'text/csv; charset=utf-8',
		}) as never;
	});
	// Registered by hand: OpenAPI has no way to say that a parameter may hold slashes.
	app.openAPIRegistry.registerPath(file);
	app.get('/competitions/:slug/files/:name{.+}', async (c) => {
		const { slug, name } = c.req.param();
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const named = (await listFiles(db, seat.competition.id)).filter(({ path }) => path === name);
		const data = named.find(({ role }) => role === 'data');
		const example = named.find(({ role }) => role === 'example');
		if (!example) requireJoinedOrOrganiser(seat);
		const found = example ?? data;
		if (!found) throw new ApiError('not_found', { detail: 'No such file.' });
		return download(c, files, { ...found, name: found.path.split('/').pop()! });
	});
	return app;
}
