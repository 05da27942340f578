import type { SubmissionFormat } from '#scorer/index';
import type { CheckMessage, CheckReport, CheckRequest } from './protocol.ts';

/** Ids that are copied to the worker at once: a few milliseconds, between which the page lives on. */
const IDS_AT_ONCE = 20_000;

/** Lets the page do what waits. */
const pause = () => new Promise((resume) => setTimeout(resume));

/** Sends what is to be checked, and against what. */
async function send(
	worker: Worker,
	{ file, format }: { file: File; format: SubmissionFormat },
	signal: AbortSignal,
): Promise<void> {
	const post = (request: CheckRequest) => worker.postMessage(request);
	const { ids, ...rest } = format;
	for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
		if (at > 0) await pause();
		if (signal.aborted) return;
		post({ type: 'ids', ids: ids.slice(at, at + IDS_AT_ONCE) });
	}
	post({ type: 'check', file, format: rest });
}

/**
 * Checks a file in a worker of its own. A later check, or leaving the page, stops an earlier one by
 * aborting; then the promise never settles and nothing is shown twice.
 */
export function checkFile(
	what: { file: File; format: SubmissionFormat },
	onProgress: (share: number) => void,
	signal: AbortSignal,
): Promise<CheckReport> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
		signal.addEventListener('abort', () => worker.terminate());
		worker.onmessage = ({ data }: MessageEvent<CheckMessage>) => {
			if (data.type === 'progress') return onProgress(data.share);
			worker.terminate();
			if (data.type === 'done') resolve(data.report);
			else reject(new Error(data.message));
		};
		worker.onerror = (event) => {
			worker.terminate();
			reject(new Error(event.message || 'The checking worker could not be started.'));
		};
		send(worker, what, signal).catch(reject);
	});
}
