/** Holdout's own processes beside the engines, started as an operator starts them. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';
import { startRedis, startReplica, startS3, startSqld } from './engines.ts';
import type { Bucket, Engine, Primary } from './engines.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Scorer {
	output(): string;
	kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Resolves when it says that it scores. */
export async function startScorer(dataDir: string, env: Record<string, string>): Promise<Scorer> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'scorer'], {
		cwd: ROOT,
		env: { ...process.env, HOLDOUT_DATA: dataDir, NO_COLOR: '1', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	await new Promise<void>((ready, failed) => {
		const hear = (chunk: Buffer) => {
			output += String(chunk);
			if (output.includes('Scoring.')) ready();
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.once('exit', (code) => failed(new Error(`scorer ended with ${code}:\n${output}`)));
	});
	return {
		output: () => output,
		kill: (signal = 'SIGTERM') =>
			new Promise((done) => {
				if (child.exitCode !== null || child.signalCode !== null) return done();
				child.once('exit', () => done());
				child.kill(signal);
			}),
	};
}

export interface Cluster {
	env: Record<string, string>;
	sqld: Primary;
	replica: Engine;
	redis: Engine;
	bucket: Bucket;
	webs: TestServer[];
	scorers: Scorer[];
	newDataDir(): string;
	stop(): Promise<void>;
}

/** The engines and their settings; processes are started by the test. */
export async function startEngines(): Promise<Cluster> {
	const [sqld, redis, bucket] = await Promise.all([startSqld(), startRedis(), startS3()]);
	const replica = await startReplica(sqld);
	const folders: string[] = [];
	const newDataDir = () => {
		folders.push(makeDataDir('cluster'));
		return folders.at(-1)!;
	};
	const cluster: Cluster = {
		...{ sqld, replica, redis, bucket, newDataDir },
		...{ webs: [], scorers: [] },
		env: {
			...bucket.env,
			HOLDOUT_DATABASE_URL: sqld.url,
			HOLDOUT_DATABASE_REPLICA_URL: replica.url,
			HOLDOUT_REDIS_URL: redis.url,
			HOLDOUT_SECRET: 'a secret that all web processes share 1234',
			HOLDOUT_SCORER_THREADS: '1',
		},
		async stop() {
			await Promise.all([...cluster.webs, ...cluster.scorers].map((it) => it.kill()));
			await Promise.all([sqld, replica, redis, bucket].map((engine) => engine.remove()));
			folders.forEach(removeDataDir);
		},
	};
	return cluster;
}

/** Two web processes and two scorers, each with a folder of its own, as on four machines. */
export async function startProcesses(cluster: Cluster): Promise<void> {
	const { env, newDataDir } = cluster;
	[cluster.webs, cluster.scorers] = await Promise.all([
		Promise.all([startServer(newDataDir(), env), startServer(newDataDir(), env)]),
		Promise.all([startScorer(newDataDir(), env), startScorer(newDataDir(), env)]),
	]);
}
