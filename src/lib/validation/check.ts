import type { CheckMessage, CheckReport, CheckRequest } from './protocol.ts';

/**
 * Checks a file in a worker of its own. A later check, or leaving the page, stops an earlier one by
 * aborting; then the promise never settles and nothing is shown twice.
 */
export function checkFile(
	request: CheckRequest,
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
		worker.postMessage(request);
	});
}
