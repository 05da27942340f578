/** `holdout baseline publish` */
import { join } from 'node:path';
import { createClient, url } from '#lib/api/client';
import type { Submission } from '#lib/api/schemas/submissions';
import { FILES, readCard } from '#baselines/cards/folder';
import type { Card } from '#baselines/cards/schema';
import { csvCell } from '#baselines/index';
import { validateSubmission, type SubmissionFormat } from '#scorer/index';
import { maxUploadBytes, serverFrom } from '../environment.ts';
import { readInput } from '../files.ts';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { startProgress } from '../progress.ts';
import { calling, fetchFrom } from '../remote.ts';
import { upload } from '../upload.ts';
import { failureOfBaselines } from './baseline-shared.ts';

interface Options {
	from: string;
	name?: string;
	server?: string;
	token?: string;
	json?: boolean;
}

/** The submission with the id column called as the competition calls it. */
function renamed(
	bytes: Uint8Array,
	{ id_column: own }: Card,
	{ id }: SubmissionFormat,
): Uint8Array {
	if (own === id) return bytes;
	const text = new TextDecoder().decode(bytes);
	const head = csvCell(own);
	return new TextEncoder().encode(
		text.startsWith(`${head},`) ? csvCell(id) + text.slice(head.length) : text,
	);
}

/** The validator of the server, before anything is sent. */
function check(bytes: Uint8Array, format: SubmissionFormat, from: string): void {
	const result = validateSubmission(bytes, format, { maxBytes: maxUploadBytes() });
	if (result.ok) return;
	throw refuse(`${join(from, FILES.submission)} is not for this competition:`, {
		code: 'invalid_submission',
		problems: result.problems,
		notices: result.notices,
	});
}

async function publishRemotely(
	server: string,
	slug: string,
	name: string,
	options: Options,
	prepare: (format: SubmissionFormat) => Uint8Array,
): Promise<string> {
	const token = options.token ?? process.env.HOLDOUT_TOKEN;
	const format = await calling(server, () => createClient(fetchFrom(server, token)).format(slug));
	const bytes = prepare(format);
	const progress = startProgress('Uploading', options.json);
	const address = `${server}${url.submit(slug, FILES.submission)}&baseline=${encodeURIComponent(name)}`;
	const sent = upload<Submission>({ address, token, type: 'text/csv' }, bytes, progress.update);
	return (await calling(server, () => sent.finally(progress.stop))).id;
}

async function publishLocally(
	slug: string,
	name: string,
	prepare: (format: SubmissionFormat) => Uint8Array,
): Promise<string> {
	const { withHoldout } = await import('../local.ts');
	const { publishInto } = await import('./baseline-publish-local.ts');
	const fileName = FILES.submission;
	return withHoldout((holdout) => publishInto(holdout, { slug, name, fileName, prepare }));
}

/** Sends the file through the ordinary path, marked as a baseline. */
export async function publishBaseline(slug: string, options: Options): Promise<void> {
	const { from, json = false } = options;
	try {
		const card = await readCard(from);
		const file = await readInput(join(from, FILES.submission), maxUploadBytes());
		const name = options.name ?? card.recipe.name;
		const prepare = (format: SubmissionFormat) => {
			const bytes = renamed(file, card, format);
			check(bytes, format, from);
			return bytes;
		};
		const server = serverFrom(options.server);
		const id = server
			? await publishRemotely(server, slug, name, options, prepare)
			: await publishLocally(slug, name, prepare);
		if (json) return sayJson({ ok: true, slug, name, submission: id });
		say(`${name} is a baseline of ${slug} now (submission ${id}).`);
	} catch (error) {
		throw failureOfBaselines(error);
	}
}
