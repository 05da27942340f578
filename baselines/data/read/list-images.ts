/** The image files of a folder, however deep. */
import { readdir } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

export const IMAGE_EXTENSIONS = new Set([
	'.png',
	'.jpg',
	'.jpeg',
	'.webp',
	'.tif',
	'.tiff',
	'.dcm',
	'.dicom',
]);

/** Paths relative to the folder, with `/`, sorted. Hidden files are left out. */
export async function listImages(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.filter((entry) => IMAGE_EXTENSIONS.has(extname(entry.name).toLowerCase()))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

/** Looks images up by path, by file name, or by file name without its extension. */
export function imageIndex(files: readonly string[]) {
	const byKey = new Map<string, Set<string>>();
	const add = (key: string, file: string) => {
		const known = byKey.get(key);
		if (known) known.add(file);
		else byKey.set(key, new Set([file]));
	};
	for (const file of files) {
		const name = basename(file);
		add(file, file);
		add(name, file);
		add(name.slice(0, -extname(name).length), file);
	}
	return {
		/** The files that a table may mean; an exact path means one alone. */
		find(key: string): string[] {
			const path = key.replaceAll('\\', '/').replace(/^\.\//, '');
			const found = byKey.get(path);
			if (!found) return [];
			return found.has(path) ? [path] : [...found];
		},
	};
}
