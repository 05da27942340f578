/** Where this program is installed: a source tree, or a package with everything built. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isOurs = (manifest: string) =>
	existsSync(manifest) &&
	(JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'holdout';

/** The folder of our package.json, which lies some folders above, in source and in a build. */
export function findRoot(): string {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		if (isOurs(join(folder, 'package.json'))) return folder;
		if (folder === dirname(folder)) throw new Error('The installation has no package.json.');
	}
}

/** A packed installation brings its build and no source. */
export const hasSource = (root: string) => existsSync(join(root, 'src/app.html'));

export const built = (root: string) => ({
	handler: join(root, 'build/web/handler.js'),
	worker: join(root, 'build/node/scorer-worker.js'),
});
