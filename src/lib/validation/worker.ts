import { validateSubmission } from '#scorer/index';
import type { CheckMessage, CheckReport, CheckRequest } from './protocol.ts';

/** The scorer's own validator, off the main thread: the same code that the server runs. */

const post = (message: CheckMessage) => self.postMessage(message);

async function check({ file, format }: CheckRequest): Promise<CheckReport> {
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

self.onmessage = async (event: MessageEvent<CheckRequest>) => {
	try {
		post({ type: 'done', report: await check(event.data) });
	} catch (cause) {
		post({ type: 'crashed', message: cause instanceof Error ? cause.message : String(cause) });
	}
};
