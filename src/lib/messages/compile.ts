/**
 * `npm run messages`: compiles the messages for everything that is not started through Vite (type
 * checks, tests, the command line), if they changed since the last time.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { listAreas, LOCALES, MESSAGES, prepareProject } from './project.ts';

const STAMP = '.svelte-kit/messages-stamp';

function hashMessages(root: string): string {
	const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
	hash.update(readFileSync(join(root, MESSAGES, 'project.ts')));
	for (const area of listAreas(root))
		for (const locale of LOCALES) {
			const file = join(root, MESSAGES, area, `${locale}.json`);
			hash.update(`${file}\0`).update(existsSync(file) ? readFileSync(file) : '');
		}
	return hash.digest('hex');
}

/** @returns whether there was anything to do */
export async function compileMessages(root = process.cwd()): Promise<boolean> {
	const hash = hashMessages(root);
	const stamp = join(root, STAMP);
	const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
	const options = prepareProject(root);
	if (isFresh && existsSync(join(options.outdir, 'messages.js'))) return false;
	await compile(options);
	writeFileSync(stamp, hash);
	return true;
}

if (process.argv[1] === import.meta.filename) await compileMessages();
