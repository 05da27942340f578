import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The scorer's worker as the build wrote it, for code that runs from SvelteKit's build, several
 * folders away from it. From source, or beside it, the pool finds its worker by itself.
 */
export function builtWorker(): string | undefined {
	const here = fileURLToPath(import.meta.url);
	if (here.endsWith('.ts')) return undefined;
	for (let folder = dirname(here); ; folder = dirname(folder)) {
		const candidate = join(folder, 'build', 'node', 'scorer-worker.js');
		if (existsSync(candidate)) return candidate;
		if (folder === dirname(folder)) return undefined;
	}
}
