import { createRoute, z } from '@hono/zod-openapi';
import { ImportReport } from '#lib/api/schemas/import-report';
import {
	readCompetitionFolder,
	unzipFolder,
	type ReadFolderResult,
} from '#lib/competition-folder/index';
import { withEntry } from '#db/queries/audit';
import { findCompetition } from '#db/queries/competitions';
import { requireCompetition, requireOrganiser, requireOrganiserRole } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { exportCompetition } from '../competitions/export.ts';
import { importCompetition } from '../competitions/import.ts';
import { ApiError, type FileProblem } from '../errors.ts';
import type { Services } from '../services.ts';
import { created, newApp, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';
import { readBody } from './upload-body.ts';

const tags = ['Competitions'];
const TYPES = new Set([
	'application/zip',
	'application/x-zip-compressed',
	'application/octet-stream',
]);

const YesNo = z.enum(['true', 'false']).default('false');

const post = createRoute({
	method: 'post',
	path: '/competitions/import',
	tags,
	summary: 'Make a competition of a zipped competition folder (organisers)',
	description:
		'With `dry_run=true` nothing is made: the answer is 200 and lists every problem at once. ' +
		'Otherwise 201, or 422 with the problems. With `draft=true` only its organisers know of it ' +
		'until it is published.',
	request: { query: z.object({ dry_run: YesNo, draft: YesNo }) },
	responses: {
		...created(ImportReport, 'The competition was made'),
		200: {
			content: { 'application/json': { schema: ImportReport } },
			description: 'Dry run: what was understood, and every problem',
		},
	},
});
const documented = {
	...post,
	request: {
		...post.request,
		body: {
			required: true,
			content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
		},
	},
};

const get = createRoute({
	method: 'get',
	path: '/competitions/{slug}/export',
	tags,
	summary: 'The competition folder as a zip, hidden labels included (its organisers)',
	request: { params: SlugParam },
	responses: sends('application/zip', 'The zip'),
});

function readZip(bytes: Uint8Array): ReadFolderResult {
	const unzipped = unzipFolder(bytes);
	if (unzipped.ok) return readCompetitionFolder(unzipped.folder, {}, 'run');
	return { problems: unzipped.problems, notices: [], summary: null, competition: null };
}

async function slugProblem({ db }: Services, slug: string | undefined): Promise<FileProblem[]> {
	if (!slug || !(await findCompetition(db, slug))) return [];
	return [
		{
			code: 'slug_taken',
			file: 'competition.yaml',
			column: 'slug',
			detail: `There is a competition "${slug}" already.`,
			remedy: 'Choose another slug.',
		},
	];
}

export function transferRoutes(services: Services) {
	const app = newApp();
	app.openAPIRegistry.registerPath(documented);
	app.openapi({ ...post, hide: true }, async (c) => {
		const { user } = requireOrganiserRole(c.var.viewer);
		const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
		if (!TYPES.has(type)) {
			throw new ApiError('unsupported_media_type', {
				remedy: 'Zip the competition folder and send it as application/zip.',
			});
		}
		const query = c.req.valid('query');
		const dryRun = query.dry_run === 'true';
		const read = readZip(await readBody(c.req.raw, services.config.maxImportBytes));
		const taken = await slugProblem(services, read.summary?.slug);
		const problems = [...read.problems, ...taken];
		const report = { problems, notices: read.notices, summary: read.summary };
		if (dryRun) return c.json({ ...report, ok: !problems.length, dry_run: true, slug: null }, 200);
		if (read.competition && taken.length) throw new ApiError('slug_taken', { problems });
		if (!read.competition) throw new ApiError('invalid_folder', { problems });
		const { slug } = await importCompetition(services, read.competition, user, {
			draft: query.draft === 'true',
		});
		return c.json({ ...report, ok: true, dry_run: false, slug }, 201);
	});
	app.openapi(get, async (c) => {
		const { slug } = c.req.valid('param');
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		const zip = await exportCompetition(services, seat.competition);
		await withEntry(services.db, entryBy(seat, user, 'competition_exported', services.now()));
		return new Response(zip as Uint8Array<ArrayBuffer>, {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': attachment(`${slug}.zip`),
			},
		}) as never;
	});
	return app;
}
