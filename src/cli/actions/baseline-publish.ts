/** `holdout baseline publish` */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FILES } from '#baselines/cards/folder';
import type { Card } from '#baselines/cards/schema';
import { csvCell } from '#baselines/index';
import { validateSubmission, type SubmissionFormat } from '#scorer/index';
import { maxUploadBytes, serverFrom } from '../environment.ts';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { startProgress } from '../progress.ts';
import { style } from '../style.ts';
import { onServer, type Destination } from './baseline-destination.ts';
import { readRun, type Run } from './baseline-run.ts';
import { failureOfBaselines } from './baseline-shared.ts';

interface Options {
	from: string;
	name?: string;
	server?: string;
	token?: string;
	json?: boolean;
}

interface Published {
	baseline: string;
	submission: string;
	/** What was not there already. */
	sent: { submission: boolean; card: boolean; pictures: number };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

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

/** Sends what is not there already, so that publishing twice is publishing once. */
async function send(
	to: Destination,
	name: string,
	run: Run,
	from: string,
	onProgress: (share: number) => void,
): Promise<Published> {
	const format = await to.format();
	const csv = renamed(run.submission, run.card, format);
	check(csv, format, from);
	const { cardBytes, pictures } = run;
	const total = [csv, cardBytes, ...pictures.map(({ bytes }) => bytes)].reduce(
		(sum, { length }) => sum + length,
		0,
	);
	let done = 0;
	const advance = (bytes: number) => onProgress((done += bytes) / total);

	const known = (await to.baselines()).find((baseline) => baseline.name === name);
	const usable = known?.runs.filter(({ status }) => status !== 'invalid' && status !== 'failed');
	const same = usable?.find((each) => each.sha256 === sha256(csv));
	const { baseline, submission } = same
		? { baseline: known!.id, submission: same.id }
		: await to.sendSubmission(name, csv, (share) => onProgress((share * csv.length) / total));
	advance(csv.length);

	const before = known?.card ? await to.card(known.id) : null;
	const isSameCard = before?.sha256 === sha256(cardBytes);
	const isThere = isSameCard && before.submission === submission;
	if (!isThere) await to.sendCard(baseline, submission, cardBytes);
	advance(cardBytes.length);

	const there = new Map(isSameCard ? before.pictures.map((p) => [p.file, p.sha256]) : []);
	let sent = 0;
	for (const picture of pictures) {
		if (there.get(picture.file) !== sha256(picture.bytes)) {
			await to.sendPicture(baseline, picture);
			sent++;
		}
		advance(picture.bytes.length);
	}
	const news = { submission: !same, card: !isThere, pictures: sent };
	return { baseline, submission, sent: news };
}

function describe(slug: string, name: string, server: string | null, published: Published): void {
	const { baseline, submission, sent } = published;
	const isNews = sent.submission || sent.card || sent.pictures > 0;
	say(
		isNews
			? `${name} is a baseline of ${slug} now (submission ${submission}), with its card.`
			: `${name} is a baseline of ${slug} already (submission ${submission}); nothing has changed.`,
	);
	const path = `/competitions/${slug}/baselines/${baseline}`;
	say(server ? style.link(server + path) : `Its page: ${path}`);
}

/** Sends the file through the ordinary path, marked as a baseline; then its card and gallery. */
export async function publishBaseline(slug: string, options: Options): Promise<void> {
	const { from, json = false } = options;
	const progress = startProgress('Publishing', json);
	try {
		const run = await readRun(from);
		const name = options.name ?? run.card.recipe.name;
		const server = serverFrom(options.server);
		const fileName = FILES.submission;
		const token = options.token ?? process.env.HOLDOUT_TOKEN;
		const published = server
			? await send(onServer(server, slug, { token, fileName }), name, run, from, progress.update)
			: await intoDataFolder(slug, (to) => send(to, name, run, from, progress.update));
		progress.stop();
		if (json) sayJson({ ok: true, slug, name, ...published });
		else describe(slug, name, server, published);
	} catch (error) {
		throw failureOfBaselines(error);
	} finally {
		progress.stop();
	}
}

/** Has the submission scored before it returns. */
async function intoDataFolder<T>(slug: string, work: (to: Destination) => Promise<T>): Promise<T> {
	const { withHoldout } = await import('../local.ts');
	const { inDataFolder } = await import('./baseline-publish-local.ts');
	return withHoldout(async (holdout) => {
		const done = await work(inDataFolder(holdout, slug, FILES.submission));
		await holdout.lifecycle.drain();
		return done;
	});
}
