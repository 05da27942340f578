/** The worker is a file of its own: the scorer is loaded with it, and with nothing else. */
export const startWorker = (): Worker =>
	new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
