import { validateSubmission, type SubmissionFormat } from '#scorer/index';
import type { CheckMessage, CheckReport, CheckRequest } from './protocol.ts';

/** The scorer's own validator, off the main thread: the same code that the server runs. */

const post = (message: CheckMessage) => self.postMessage(message);

async function check(file: File, format: SubmissionFormat): Promise<CheckReport> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const result = validateSubmission(bytes, format, {
		onProgress: (share) => post({ type: 'progress', share }),
	});
	const { ok, checks, notices } = result;
	return {
		ok,
		rows: result.ok ? result.rows : null,
		checks,
		problems: result.ok ? [] : result.problems,
		notices,
	};
}

/** Expected ids that have arrived; they come before the file. */
const ids: string[] = [];

self.onmessage = async ({ data }: MessageEvent<CheckRequest>) => {
	if (data.type === 'ids') {
		for (const id of data.ids) ids.push(id);
		return;
	}
	try {
		post({ type: 'done', report: await check(data.file, { ...data.format, ids }) });
	} catch (cause) {
		post({ type: 'crashed', message: cause instanceof Error ? cause.message : String(cause) });
	}
};
