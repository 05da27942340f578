/** `holdout scorer`: a process without a web server that scores what others receive. */
import { existsSync } from 'node:fs';
import { createLog } from '#lib/server/log';
import { openHoldout } from '#lib/server/holdout';
import { builtWorker } from '#lib/server/lifecycle/built-worker';
import { createHealth } from '#lib/server/operations/health';
import { wrongUsage } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { startOperations } from '../serve/operations.ts';
import { built, findRoot } from '../serve/root.ts';
import { onShutdown } from '../serve/shutdown.ts';
import { readSettings } from '../settings.ts';

interface Options {
	threads?: string;
	json?: boolean;
}

function threadsFrom(option: string | undefined): number | undefined {
	if (option === undefined) return undefined;
	const threads = Number(option);
	if (Number.isInteger(threads) && threads > 0) return threads;
	throw wrongUsage(`"${option}" is not a number of threads.`);
}

/** The built worker starts faster than one from source. */
function workerFile(): string | undefined {
	const { worker } = built(findRoot());
	return existsSync(worker) ? worker : builtWorker();
}

/** Scores until a signal comes; then what is under way is finished, or given back after 10 s. */
export async function scorer({ threads, json = false }: Options): Promise<void> {
	const options = readSettings();
	const { database, redis } = options.engines!;
	if (!database && !redis) {
		throw wrongUsage(
			'A scorer process needs HOLDOUT_REDIS_URL or HOLDOUT_DATABASE_URL.',
			'On one machine `holdout serve` scores by itself.',
		);
	}
	const wanted = threadsFrom(threads) ?? options.threads;
	const holdout = await openHoldout(
		{
			...options,
			...(wanted === undefined ? {} : { threads: wanted }),
			workerFile: workerFile(),
			log: createLog(),
		},
		'scorer',
	);
	const health = createHealth(holdout);
	const operations = await startOperations(holdout, health);
	onShutdown(async () => {
		health.leave();
		await holdout.close();
		await operations.close();
	});
	await holdout.lifecycle.start();
	if (json) sayJson({ ok: true, pid: process.pid });
	else say(`Scoring. Process ${process.pid} takes submissions until it is stopped.`);
	await new Promise(() => undefined);
}
