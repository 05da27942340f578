import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Folder } from '#lib/competition-folder/index';

/** A competition folder on disk as the map that the importer takes. */
export function readFolder(root: string): Folder {
	const entries = readdirSync(root, { recursive: true, withFileTypes: true });
	return new Map(
		entries
			.filter((entry) => entry.isFile())
			.map((entry) => {
				const path = join(entry.parentPath, entry.name);
				return [path.slice(root.length + 1), new Uint8Array(readFileSync(path))] as const;
			}),
	);
}
