/** Whole competitions from one server to another. */
import { createRoute, z } from '@hono/zod-openapi';
import { withEntry } from '#db/queries/audit';
import { requireAdmin, requireCompetition, requireOrganiser } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { wholeItems } from '../whole/export.ts';
import { readWhole } from '../whole/read.ts';
import { restoreWhole } from '../whole/restore.ts';
import { zipStream } from '../zip-stream.ts';
import { created, newApp, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { readBody } from './upload-body.ts';

const tags = ['Competitions'];

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/export/everything',
	tags,
	summary: 'Everything of a competition as a zip that restores it on another server (organisers)',
	description: 'Addresses of people are in it for administrators only; others get ids and names.',
	request: { params: SlugParam },
	responses: sends('application/zip', 'Streamed'),
});

const post = createRoute({
	method: 'post',
	path: '/competitions/restore',
	tags,
	summary: 'Restore a competition from an export of everything (administrators)',
	responses: created(z.object({ slug: z.string() }), 'It is as it was'),
});
const documented = {
	...post,
	request: {
		body: {
			required: true,
			content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
		},
	},
};

export function wholeRoutes(services: Services) {
	const app = newApp();
	app.openAPIRegistry.registerPath(documented);
	app.openapi({ ...post, hide: true }, async (c) => {
		const { user } = requireAdmin(c.var.viewer);
		const bytes = await readBody(c.req.raw, services.config.maxImportBytes);
		const { whole, problems } = await readWhole(bytes);
		if (!whole) throw new ApiError('invalid_folder', { problems });
		return c.json(await restoreWhole(services, whole, { id: user.id, name: user.name }), 201);
	});
	app.openapi(get, async (c) => {
		const { slug } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		const addresses = user.role === 'admin';
		const entry = entryBy(seat, user, 'competition_exported_whole', services.now(), {
			detail: { addresses },
		});
		await withEntry(services.db, entry);
		return new Response(zipStream(wholeItems(services, seat.competition, addresses)), {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': attachment(`${slug}-everything.zip`),
				'cache-control': 'no-store, no-transform',
			},
		}) as never;
	});
	return app;
}
