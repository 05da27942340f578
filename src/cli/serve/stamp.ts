/** Is the build that of these sources? By content, because checkouts and copies change times. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from './root.ts';

/** Everything that a build reads, apart from node_modules, which package-lock.json stands for. */
const SOURCES = [
	...['src', 'scorer', 'db', 'baselines', 'static'],
	...['package.json', 'package-lock.json', 'tsconfig.json'],
	...['svelte.config.js', 'vite.config.ts', 'vite.node.config.ts'],
];
const STAMP = 'build/stamp';

function* filesOf(path: string): Generator<string> {
	if (!existsSync(path)) return;
	if (!statSync(path).isDirectory()) {
		yield path;
		return;
	}
	const names = readdirSync(path).sort();
	for (const name of names) yield* filesOf(join(path, name));
}

/** SHA-256 over the paths and contents of all sources. */
export function hashSources(root: string): string {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const file of filesOf(join(root, source))) {
			const bytes = readFileSync(file);
			hash.update(`${file.slice(root.length)}\0${bytes.length}\0`).update(bytes);
		}
	}
	return hash.digest('hex');
}

export function isFresh(root: string, hash: string): boolean {
	const { handler, worker } = built(root);
	const stamp = join(root, STAMP);
	const complete = [handler, worker, stamp].every((path) => existsSync(path));
	return complete && readFileSync(stamp, 'utf8').trim() === hash;
}

export const writeStamp = (root: string, hash: string) =>
	writeFileSync(join(root, STAMP), `${hash}\n`);

/** Before a build: one that stops half-way must not look complete. */
export const removeStamp = (root: string) => rmSync(join(root, STAMP), { force: true });
