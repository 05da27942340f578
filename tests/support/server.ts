import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = ['--import', 'tsx', 'src/cli/main.ts'];

/** A Holdout server in a process of its own, on the production build. */
export interface TestServer {
	url: string;
	dataDir: string;
	/** One-time link for the first administrator, while there is none. */
	setupLink: string | null;
	/** Everything that the process has printed. */
	output(): string;
	/** Sends the signal and waits until the process is gone. */
	kill(signal?: NodeJS.Signals): Promise<void>;
}

export function makeDataDir(name: string): string {
	return mkdtempSync(join(tmpdir(), `holdout-${name}-`));
}

export function removeDataDir(dataDir: string): void {
	rmSync(dataDir, { recursive: true, force: true });
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => done(port));
		});
	});
}

/** Starts `holdout serve` and waits until it says its URL. */
export async function startServer(
	dataDir: string,
	env: Record<string, string> = {},
	port?: number,
): Promise<TestServer> {
	const listenOn = port ?? (await freePort());
	const child = spawn(process.execPath, [...CLI, 'serve'], {
		cwd: ROOT,
		env: {
			...process.env,
			HOLDOUT_DATA: dataDir,
			HOLDOUT_DEMO: '0',
			HOLDOUT_DEMO_IMAGES: '0',
			HOST: '127.0.0.1',
			PORT: String(listenOn),
			NO_COLOR: '1',
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const url = `http://127.0.0.1:${listenOn}`;
	await waitUntilHealthy(url, child, () => output);
	return {
		url,
		dataDir,
		setupLink: /https?:\/\/\S+\/setup\?token=\S+/.exec(output)?.[0] ?? null,
		output: () => output,
		kill: (signal = 'SIGTERM') => killAndWait(child, signal),
	};
}

async function waitUntilHealthy(url: string, child: ChildProcess, output: () => string) {
	const deadline = Date.now() + 240_000;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`serve ended (${child.exitCode}):\n${output()}`);
		const ok = await fetch(`${url}/api/v1/healthz`).then(
			(answer) => answer.ok,
			() => false,
		);
		if (ok) return;
		await sleep(50);
	}
	child.kill('SIGKILL');
	throw new Error(`serve did not come up:\n${output()}`);
}

function killAndWait(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((done) => {
		child.once('exit', () => done());
		child.kill(signal);
	});
}

export interface CliResult {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs the `holdout` command as a real process. Never rejects: the exit code is part of the answer. */
export function holdout(args: string[], env: Record<string, string> = {}): Promise<CliResult> {
	return new Promise((done) => {
		execFile(
			process.execPath,
			[...CLI, ...args],
			{ cwd: ROOT, env: { ...process.env, NO_COLOR: '1', ...env }, maxBuffer: 256 << 20 },
			(error, stdout, stderr) => {
				const code = error ? Number((error as { code?: number }).code ?? 3) : 0;
				done({ code, stdout, stderr });
			},
		);
	});
}

/** Makes an account in the data folder and returns an API token of it. */
export async function createUserToken(
	dataDir: string,
	email: string,
	...flags: string[]
): Promise<string> {
	const result = await holdout(
		[
			'user',
			'create',
			'--email',
			email,
			'--name',
			email.split('@')[0]!,
			...flags,
			'--token',
			'--json',
		],
		{ HOLDOUT_DATA: dataDir },
	);
	if (result.code !== 0) throw new Error(`user create: ${result.stdout}${result.stderr}`);
	const { token } = JSON.parse(result.stdout) as { token: string };
	return token;
}

/** A JSON request with a bearer token; the body is returned beside the status. */
export async function api<T = unknown>(
	server: { url: string },
	token: string | null,
	path: string,
	init: RequestInit = {},
): Promise<{ status: number; body: T }> {
	const headers = new Headers(init.headers);
	if (token) headers.set('authorization', `Bearer ${token}`);
	const answer = await fetch(`${server.url}/api/v1${path}`, { ...init, headers });
	const text = await answer.text();
	const isJson = /json/.test(answer.headers.get('content-type') ?? '');
	return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as T };
}

export async function joinCompetition(server: { url: string }, token: string, slug: string) {
	const { status, body } = await api(server, token, `/competitions/${slug}/join`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ accept_rules: true }),
	});
	if (status >= 300) throw new Error(`join ${slug}: ${status} ${JSON.stringify(body)}`);
}

export const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
