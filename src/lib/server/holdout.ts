/** The composition root: everything that a running Holdout consists of. */
import { availableParallelism } from 'node:os';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createScorerPool } from '#scorer/service/pool';
import { openDatabase } from '#db/client.server';
import { createAnalyses } from './analyses.ts';
import { createApi } from './api/app.ts';
import { createCardReader } from './baselines/card-reader.ts';
import { createAuth } from './auth/auth.ts';
import { keptSecret } from './auth/secret.ts';
import { prepareSetup, setupLink } from './auth/setup.ts';
import { readConfig, type Config, type HoldoutOptions } from './config.ts';
import { createDemoImages } from './demo/images/demo-images.ts';
import { createEvents } from './events.ts';
import { createIntegrity } from './integrity/integrity.ts';
import { createBoards } from './leaderboard/board.ts';
import { createShakeUps } from './leaderboard/shake-ups.ts';
import { createSeparations } from './leaderboard/separations.ts';
import { builtWorker } from './lifecycle/built-worker.ts';
import type { Stage } from './lifecycle/in-order.ts';
import { createLifecycle, type Role } from './lifecycle/lifecycle.ts';
import { createLog } from './log.ts';
import { createPostman } from './notifications/postman.ts';
import { createUnsubscribing } from './notifications/unsubscribe.ts';
import type { RedisServices } from './redis/open.ts';
import type { Services } from './services.ts';
import { openLocalStore } from './storage/local-store.ts';
import type { FileStore } from './storage/store.ts';

export interface Holdout extends Services {
	api: ReturnType<typeof createApi>;
	lifecycle: Stage;
	/** Where the first administrator signs up; null when there is one. */
	setupLink(baseUrl: string): Promise<string | null>;
	close(): Promise<void>;
}

export type { HoldoutOptions };

/** Comparing hundreds of submissions of many findings takes minutes on a small machine. */
const INTEGRITY_MS = 30 * 60_000;

async function openFiles({ engines, dataDir }: Config): Promise<FileStore> {
	if (!engines.storage) return openLocalStore(dataDir);
	const { openS3Store } = await import('./storage/s3-store.ts');
	return openS3Store(engines.storage, dataDir);
}

/** Redis and its client are loaded only where a setting asks for them. */
async function openRedisIfSet({ engines }: Config, log: Logger): Promise<RedisServices | null> {
	if (!engines.redis) return null;
	const { openRedis } = await import('./redis/open.ts');
	return openRedis(engines.redis, log);
}

/**
 * Opens the data folder, creating and migrating what is missing. Nothing is scored before
 * `lifecycle.start()` or `drain()`, and threads begin with the first score.
 */
export async function openHoldout(options: HoldoutOptions, role: Role = 'web'): Promise<Holdout> {
	const config = readConfig(options);
	const log = options.log ?? createLog();
	const now = options.now ?? Date.now;
	mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
	const database = await openDatabase(
		config.engines.database ?? join(config.dataDir, 'holdout.db'),
	);
	const { db } = database;
	const secret = options.secret ?? keptSecret(config.dataDir, 'secret');
	const threads = config.threads ?? Math.max(1, availableParallelism() - 1);
	const pool = createScorerPool({ threads, workerFile: config.workerFile ?? builtWorker() });
	const files = await openFiles(config);
	const redis = await openRedisIfSet(config, log);
	const events = redis?.events ?? createEvents();
	const unsubscribing = createUnsubscribing(secret);
	const services: Services = {
		config,
		db,
		log,
		now,
		files,
		auth: createAuth(db, config, secret, log),
		events,
		boards: createBoards({ db, now }),
		separations: createSeparations({ files, pool, log }),
		cards: createCardReader(files),
		analyses: createAnalyses({ db, files, config, pool }),
		integrity: createIntegrity({
			...{ db, files, config, now, log },
			pool: createScorerPool({
				...{ threads: 1, workerFile: config.workerFile ?? builtWorker() },
				timeoutMs: INTEGRITY_MS,
			}),
		}),
		shakeUps: createShakeUps({ files, pool }),
		demoImages: createDemoImages({ db, files, log, now, config }),
		postman: createPostman({ db, events, now, log, config, unsubscribing }),
		unsubscribing,
		wake: (submissionId) => lifecycle.wake(submissionId),
	};
	const lifecycle = createLifecycle({ ...services, pool }, threads, redis, role);
	if (role === 'web') await prepareSetup(services);
	return {
		...services,
		api: createApi(services),
		lifecycle: {
			...lifecycle,
			async start() {
				await lifecycle.start();
				if (role === 'web') services.postman.start();
			},
		},
		setupLink: (baseUrl) => setupLink(services, baseUrl),
		async close() {
			await services.demoImages.stop();
			await services.postman.stop();
			await lifecycle.stop();
			await services.integrity.stop();
			await pool.close();
			await redis?.close();
			await files.close();
			database.close();
		},
	};
}
