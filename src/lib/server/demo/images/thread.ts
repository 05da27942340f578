/** Starts the thread that draws. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Archive, DrawJob, DrawMessage } from './job.ts';

/** The source beside this file, or what the build made of it. */
function workerPath(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	const found = [
		join(here, 'worker-from-source.js'),
		join(here, 'phantoms-worker.js'),
		join(dirname(here), 'phantoms-worker.js'),
	].find((path) => existsSync(path));
	if (!found) throw new Error('The worker that draws was not built: run `npm run build`.');
	return found;
}

/** Rejects when the thread fails, and with the signal's reason when it is stopped. */
export function drawInThread(
	job: DrawJob,
	onProgress: (share: number) => void,
	signal: AbortSignal,
): Promise<Archive[]> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const worker = new Worker(workerPath(), { workerData: job, execArgv: [] });
		const stop = () => {
			reject(signal.reason as Error);
			void worker.terminate();
		};
		signal.addEventListener('abort', stop, { once: true });
		worker.on('message', (message: DrawMessage) => {
			if ('share' in message) onProgress(message.share);
			else resolve(message.archives);
		});
		worker.once('error', reject);
		worker.once('exit', (code) => {
			signal.removeEventListener('abort', stop);
			reject(new Error(`The thread that draws ended with ${code}.`));
		});
	});
}
