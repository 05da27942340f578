/** Follows a submission's status events until it has ended. */
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, url } from '#lib/api/client';
import type { Fetch } from '#lib/api/request';
import type { Submission, SubmissionEvent } from '#lib/api/schemas/submissions';

const FINAL: ReadonlySet<string> = new Set(['scored', 'invalid', 'failed']);
const RECONNECT_MS = 500;
/** Streams may break, behind proxies above all; the state is asked for this often before giving up. */
const MAX_BREAKS = 120;

/** Data of every `status` event of one stream, until it ends or breaks. */
async function* statusEvents(fetch: Fetch, id: string): AsyncGenerator<SubmissionEvent> {
	const answer = await fetch(url.events(id), { headers: { accept: 'text/event-stream' } });
	if (!answer.ok || !answer.body) return;
	let buffer = '';
	for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
		const blocks = (buffer + text).split(/\r?\n\r?\n/);
		buffer = blocks.pop() ?? '';
		for (const block of blocks) {
			const data = block
				.split(/\r?\n/)
				.filter((line) => line.startsWith('data:'))
				.map((line) => line.slice(5).trimStart())
				.join('\n');
			if (data && /^event:\s*status$/m.test(block)) yield JSON.parse(data) as SubmissionEvent;
		}
	}
}

/**
 * Resolves with the submission once it is scored, refused or failed. A broken stream is opened
 * again; what is true is always read from the submission itself.
 * @throws ApiError when the submission cannot be read
 */
export async function waitForEnd(
	fetch: Fetch,
	id: string,
	onStatus: (status: string) => void = () => {},
): Promise<Submission> {
	const client = createClient(fetch);
	for (let breaks = 0; ; breaks++) {
		try {
			for await (const event of statusEvents(fetch, id)) {
				onStatus(event.status);
				if (FINAL.has(event.status)) break;
			}
		} catch {
			// the connection broke: the submission itself is asked below
		}
		const submission = await client.submission(id);
		if (FINAL.has(submission.status) || breaks >= MAX_BREAKS) return submission;
		await pause(RECONNECT_MS);
	}
}
