/** `holdout submit` */
import { basename } from 'node:path';
import { createClient, url } from '#lib/api/client';
import type { Submission } from '#lib/api/schemas/submissions';
import { mediaType } from '#lib/api/upload';
import { validateSubmission } from '#scorer/index';
import type { SubmissionFormat } from '#scorer/types';
import { localServer, maxUploadBytes, serverFrom } from '../environment.ts';
import { readInput } from '../files.ts';
import { waitForEnd } from '../follow.ts';
import { formatNotices } from '../format/problems.ts';
import { formatReport } from '../format/report.ts';
import { note, say, sayJson } from '../output.ts';
import { CommandFailure, EXIT, refuse, type CliNotice } from '../outcome.ts';
import { startProgress } from '../progress.ts';
import { calling, fetchFrom } from '../remote.ts';
import { errStyle, style } from '../style.ts';
import { upload } from '../upload.ts';

interface Options {
	server?: string;
	wait?: boolean;
	check: boolean;
	json?: boolean;
}

/** The server's own validator, here, before an attempt is spent. */
function validate(
	path: string,
	bytes: Uint8Array,
	format: SubmissionFormat,
	quiet: boolean,
): CliNotice[] {
	const progress = startProgress('Checking', quiet);
	const result = validateSubmission(bytes, format, {
		maxBytes: maxUploadBytes(),
		onProgress: progress.update,
	});
	progress.stop();
	if (result.ok) return result.notices;
	throw refuse(`${path} was not submitted; no attempt was used.`, {
		code: 'invalid_submission',
		problems: result.problems,
		notices: result.notices,
	});
}

async function send(server: string, slug: string, path: string, bytes: Uint8Array, quiet: boolean) {
	const progress = startProgress('Uploading', quiet);
	const name = basename(path);
	const target = {
		address: `${server}${url.submit(slug, name)}`,
		token: process.env.HOLDOUT_TOKEN,
		type: mediaType({ name, type: '' }),
	};
	try {
		return await upload<Submission>(target, bytes, progress.update);
	} finally {
		progress.stop();
	}
}

/** Refused and failed submissions end the command, with the problems that the server lists. */
function requireScored(submission: Submission): void {
	const { status, problems, notices, id } = submission;
	if (status === 'scored') return;
	const given = submission.attempt_returned ? ' The attempt was given back.' : '';
	const invalid = status === 'invalid';
	throw new CommandFailure(
		invalid ? EXIT.refused : EXIT.fault,
		invalid ? `Submission ${id} was refused.${given}` : `Submission ${id} is ${status}.${given}`,
		{ code: invalid ? 'invalid_submission' : `submission_${status}`, problems, notices },
	);
}

function describe(server: string, submission: Submission): void {
	const { evaluation, standing, id } = submission;
	if (evaluation) say(`${formatReport(evaluation.metric, evaluation.splits)}\n`);
	if (standing) {
		const { rank_range: range } = standing;
		const open = range && range[0] < range[1] ? `, ranks ${range[0]} to ${range[1]} are open` : '';
		const rank = `rank ${standing.rank}${standing.tied ? ' (tied)' : ''} of ${standing.of}${open}`;
		say(
			standing.is_best ? `Your best so far: ${rank}.` : `Not your best; your team holds ${rank}.`,
		);
	}
	say(style.link(`${server}/submissions/${id}`));
}

/** Checks, uploads and, with --wait, follows a submission to its score. */
export async function submit(slug: string, path: string, options: Options): Promise<void> {
	const { wait = false, json = false } = options;
	const server = serverFrom(options.server) ?? localServer();
	const bytes = await readInput(path, maxUploadBytes());
	const fetch = fetchFrom(server);
	const found = options.check
		? validate(path, bytes, await calling(server, () => createClient(fetch).format(slug)), json)
		: [];
	if (!json && found.length) note(formatNotices(found));
	const received = await calling(server, () => send(server, slug, path, bytes, json));
	if (!json) note(`Received as ${received.id}.`);
	if (!wait) {
		if (json) return sayJson({ ok: true, ...received });
		return say(style.link(`${server}/submissions/${received.id}`));
	}
	let last = '';
	const onStatus = (status: string) => {
		if (!json && status !== last) note(errStyle.dim(status));
		last = status;
	};
	const ended = await calling(server, () => waitForEnd(fetch, received.id, onStatus));
	requireScored(ended);
	if (json) sayJson({ ok: true, ...ended });
	else describe(server, ended);
}
