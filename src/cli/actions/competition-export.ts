/** `holdout competition export` */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { url } from '#lib/api/client';
import { ApiError, toProblem, UNREACHABLE } from '#lib/api/request';
import { unzipFolder } from '#lib/competition-folder/index';
import { readableSize } from '#lib/competition-folder/text';
import { serverFrom } from '../environment.ts';
import { writeFolder } from '../files.ts';
import { fault, refuse } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { startProgress } from '../progress.ts';
import { calling, fetchFrom } from '../remote.ts';

interface Options {
	out?: string;
	everything?: boolean;
	server?: string;
	json?: boolean;
}

async function exportLocally(slug: string, everything: boolean): Promise<Uint8Array> {
	const { withHoldout } = await import('../local.ts');
	const { exportCompetition } = await import('#lib/server/competitions/export');
	const { findCompetition } = await import('#db/queries/competitions');
	return withHoldout(async (holdout) => {
		const competition = await findCompetition(holdout.db, slug);
		if (!competition) throw refuse(`There is no competition "${slug}".`, { code: 'not_found' });
		if (!everything) return exportCompetition(holdout, competition);
		const { wholeItems } = await import('#lib/server/whole/export');
		const { zipStream } = await import('#lib/server/zip-stream');
		const stream = zipStream(wholeItems(holdout, competition, true));
		return new Uint8Array(await new Response(stream).arrayBuffer());
	});
}

async function readWithProgress(answer: Response, quiet: boolean): Promise<Uint8Array> {
	const progress = startProgress('Downloading', quiet);
	const total = Number(answer.headers.get('content-length')) || Infinity;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of answer.body ?? []) {
		chunks.push(chunk);
		size += chunk.length;
		progress.update(size / total);
	}
	progress.stop();
	return Buffer.concat(chunks);
}

const exportRemotely = (
	server: string,
	slug: string,
	everything: boolean,
	json: boolean,
): Promise<Uint8Array> =>
	calling(server, async () => {
		const answer = await fetchFrom(server)(
			everything ? url.everything(slug) : url.export(slug),
		).catch(() => {
			throw new ApiError(UNREACHABLE);
		});
		if (!answer.ok) throw new ApiError(toProblem(answer.status, await answer.text()));
		return readWithProgress(answer, json);
	});

async function writeFolderTo(out: string, zip: Uint8Array): Promise<void> {
	const unzipped = unzipFolder(zip);
	if (!unzipped.ok) throw fault('The export could not be read.', unzipped);
	await writeFolder(out, unzipped.folder);
}

/** Writes a competition to disk; never over something that is there. */
export async function exportToDisk(slug: string, options: Options): Promise<void> {
	const everything = options.everything ?? false;
	const out = options.out ?? join('.', `${slug}${everything ? '-everything' : ''}.zip`);
	if (existsSync(out)) {
		throw refuse(`"${out}" is there already.`, {
			code: 'exists',
			remedy: 'Name another place with --out.',
		});
	}
	const server = serverFrom(options.server);
	const zip = server
		? await exportRemotely(server, slug, everything, options.json ?? false)
		: await exportLocally(slug, everything);
	if (everything || out.endsWith('.zip')) await writeFile(out, zip);
	else await writeFolderTo(out, zip);
	if (options.json) return sayJson({ ok: true, slug, path: resolve(out), size: zip.length });
	say(
		`Wrote ${out} (${readableSize(zip.length)} zipped). It holds the hidden labels${everything ? ' and what people submitted' : ''}.`,
	);
}
