/** Files of a published data set: which of a folder are wanted, and hashes of its images. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Importer, ImportInput, ListedImage, SourceFile } from '#lib/importers/index';
import { readInput } from './files.ts';
import { wrongUsage } from './outcome.ts';
import type { Progress } from './progress.ts';

/** Largest table. CheXpert's training labels are 24 MB. */
const MAX_BYTES = 500_000_000;

interface Found {
	tables: string[];
	images: string[];
}

const wants = ({ wants }: Importer, path: string) =>
	wants.some(({ pattern }) => pattern.test(basename(path)));

async function filesUnder(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** Of a folder, what this data set wants; else what another one would, so that it can be named. */
async function lookInto(
	folder: string,
	importer: Importer,
	all: readonly Importer[],
): Promise<Found> {
	const paths = await filesUnder(folder);
	const own = paths.filter((path) => wants(importer, path));
	const images = paths.filter((path) =>
		importer.images?.pattern.test(resolve(path).split(sep).join('/')),
	);
	const others = paths.filter((path) => all.some((each) => wants(each, path)));
	return { tables: own.length || images.length ? own : others, images };
}

async function hashImages(paths: readonly string[], progress: Progress): Promise<ListedImage[]> {
	const images: ListedImage[] = [];
	for (const path of paths) {
		const sha256 = createHash('sha256')
			.update(await readFile(path))
			.digest('hex');
		images.push({ path: resolve(path).split(sep).join('/'), sha256 });
		progress.update(images.length / paths.length);
	}
	return images;
}

const shown = (path: string) => {
	const short = relative('.', path);
	return short && !short.startsWith('..') ? short.split(sep).join('/') : path;
};

/** Reads the tables and lists and hashes the images of files and folders. */
export async function readSourceFiles(
	paths: readonly string[],
	importer: Importer,
	all: readonly Importer[],
	progress: Progress,
): Promise<ImportInput> {
	const found: Found = { tables: [], images: [] };
	for (const path of paths) {
		const there = await stat(path).catch(() => null);
		if (!there) throw wrongUsage(`There is no file or folder "${path}".`);
		const more = there.isDirectory()
			? await lookInto(path, importer, all)
			: { tables: [path], images: [] };
		found.tables.push(...more.tables);
		found.images.push(...more.images);
	}
	const files: SourceFile[] = [];
	for (const path of new Set(found.tables)) {
		files.push({ path: shown(path), bytes: await readInput(path, MAX_BYTES) });
	}
	return { files, images: await hashImages([...new Set(found.images)], progress) };
}
