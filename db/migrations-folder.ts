import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds db/migrations. This file runs from the source tree, from chunks of a build several folders
 * down, and from an installed package; in all of them db/migrations lies in a folder above.
 */
export function findMigrations(): string {
	const starts = [dirname(fileURLToPath(import.meta.url)), process.cwd()];
	for (const start of starts) {
		for (let folder = start; ; folder = dirname(folder)) {
			const candidate = join(folder, 'db', 'migrations');
			if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
			if (folder === dirname(folder)) break;
		}
	}
	throw new Error('The folder db/migrations was not found: the installation is incomplete.');
}
