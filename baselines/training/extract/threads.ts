/** Threads that compute features, one for each core: WebAssembly in Node has one thread only. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { BackboneSetup, ExtractJob } from './job.ts';

/** The source beside this file, or what the build made of it. */
function workerPath(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	const found = [
		join(here, 'worker-from-source.js'),
		join(here, 'features-worker.js'),
		join(dirname(here), 'features-worker.js'),
	].find((path) => existsSync(path));
	if (!found) throw new Error('The worker for features was not built: run `npm run build`.');
	return found;
}

export interface FeatureThreads {
	run(job: ExtractJob): Promise<Float32Array>;
	close(): Promise<void>;
}

export function startThreads(setup: BackboneSetup, threads: number): FeatureThreads {
	const pool = new Piscina({
		filename: workerPath(),
		execArgv: [],
		minThreads: 1,
		maxThreads: threads,
		workerData: setup,
	});
	return { run: (job) => pool.run(job) as Promise<Float32Array>, close: () => pool.destroy() };
}
