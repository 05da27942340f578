/** Builds the site and the programs beside it, if the sources changed since the last build. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fault } from '../outcome.ts';
import { withLock } from './lock.ts';
import { hashSources, isFresh, removeStamp, writeStamp } from './stamp.ts';

/** Kept of a failing build's output. */
const TAIL = 8_000;

function viteProgram(root: string): string {
	const manifest = createRequire(join(root, 'package.json')).resolve('vite/package.json');
	return join(dirname(manifest), 'bin/vite.js');
}

/** Runs vite as a process of its own; its noise is shown only when it fails. */
function runVite(root: string, args: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [viteProgram(root), ...args], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, NODE_ENV: 'production' },
		});
		let output = '';
		const keep = (chunk: Buffer) => (output = (output + String(chunk)).slice(-TAIL));
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) return resolve();
			reject(
				fault(`The build failed (vite ${args.join(' ')}):\n\n${output.trim()}`, {
					remedy: 'Run npm ci again. If it still fails, this is a fault of Holdout.',
				}),
			);
		});
	});
}

/** Builds everything and remembers from what. */
export async function build(root: string, hash: string): Promise<void> {
	removeStamp(root);
	await runVite(root, ['build', '--logLevel', 'warn']);
	await runVite(root, ['build', '--config', 'vite.node.config.ts', '--logLevel', 'warn']);
	writeStamp(root, hash);
}

/** @returns whether there was anything to do */
export async function buildIfStale(root: string): Promise<boolean> {
	if (isFresh(root, hashSources(root))) return false;
	return withLock(join(root, 'build/lock'), async () => {
		// Another process may have built while this one waited.
		const hash = hashSources(root);
		if (isFresh(root, hash)) return false;
		await build(root, hash);
		return true;
	});
}
