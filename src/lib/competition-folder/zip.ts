/** Competition folders as zip archives. */
import { unzipSync, zipSync } from 'fflate';
import { DEFAULT_LIMITS, type FolderLimits } from './paths.ts';
import { plural, readableSize } from './text.ts';
import type { Folder, FolderProblem } from './types.ts';

/** What file managers add and nobody wants: resource forks, thumbnails, directory entries. */
const isLitter = (path: string) =>
	path.endsWith('/') ||
	/(^|\/)__MACOSX\//.test(path) ||
	/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path);

/** Strips the one folder that zipping a folder puts around everything. */
function withoutTopFolder(folder: Folder): Folder {
	if (folder.has('competition.yaml')) return folder;
	const tops = new Set([...folder.keys()].map((path) => path.slice(0, path.indexOf('/') + 1)));
	const [top] = tops;
	if (tops.size !== 1 || !top || top === '/' || top === '../') return folder;
	return new Map([...folder].map(([path, bytes]) => [path.slice(top.length), bytes]));
}

/** Sizes as the archive's directory declares them; checked again against what comes out. */
function overLimits(entries: Map<string, number>, limits: FolderLimits): FolderProblem[] {
	const total = [...entries.values()].reduce((sum, size) => sum + size, 0);
	const problems: FolderProblem[] = [];
	if (entries.size > limits.maxFiles) {
		problems.push({
			code: 'too_many_files',
			detail: `The archive holds ${plural(entries.size, 'file')}; at most ${limits.maxFiles} are taken.`,
			remedy: 'Put many small files, such as images, into one archive under data/.',
		});
	}
	for (const [file, size] of entries) {
		if (size <= limits.maxFileBytes) continue;
		problems.push({
			code: 'file_too_large',
			file,
			detail: `Unpacked, the file is ${readableSize(size)}; at most ${readableSize(limits.maxFileBytes)} is taken.`,
			remedy: 'Offer large data elsewhere and link to it from pages/data.md.',
		});
	}
	if (total > limits.maxTotalBytes) {
		problems.push({
			code: 'archive_too_large',
			detail: `Unpacked, the archive is ${readableSize(total)}; at most ${readableSize(limits.maxTotalBytes)} is taken.`,
			remedy: 'Offer large data elsewhere and link to it from pages/data.md.',
		});
	}
	return problems;
}

const badArchive = (detail: string): FolderProblem => ({
	code: 'bad_archive',
	detail,
	remedy: 'Zip the competition folder again, without a password.',
});

/**
 * Unpacks a zip archive in memory. Sizes are looked at before anything is inflated, and nothing is
 * inflated beyond its declared size, so that an archive cannot fill the memory.
 */
export function unzipFolder(
	bytes: Uint8Array,
	limits: Partial<FolderLimits> = {},
): { ok: true; folder: Folder } | { ok: false; problems: FolderProblem[] } {
	const entries = new Map<string, number>();
	const twice: string[] = [];
	const list = (file: { name: string; originalSize: number }) => {
		if (isLitter(file.name)) return false;
		if (entries.has(file.name)) twice.push(file.name);
		entries.set(file.name, file.originalSize);
		return true;
	};
	try {
		unzipSync(bytes, { filter: (file) => list(file) && false });
		if (!entries.size) {
			return {
				ok: false,
				problems: [badArchive('The file is not a zip archive with files in it.')],
			};
		}
		const problems = overLimits(entries, { ...DEFAULT_LIMITS, ...limits });
		problems.push(
			...twice.map((file) => ({
				code: 'duplicate_file' as const,
				file,
				detail: 'The archive holds this path more than once.',
				remedy: 'Zip the competition folder again.',
			})),
		);
		if (problems.length) return { ok: false, problems };
		const unpacked = unzipSync(bytes, { filter: (file) => !isLitter(file.name) });
		return { ok: true, folder: withoutTopFolder(new Map(Object.entries(unpacked))) };
	} catch {
		return { ok: false, problems: [badArchive('The archive is damaged, encrypted or not a zip.')] };
	}
}

/** A fixed time in every entry, so that the same folder always makes the same bytes. */
const MTIME = new Date(1980, 0, 1);

/** Packs a folder; the same folder always gives the same bytes. */
export function zipFolder(folder: Folder): Uint8Array {
	const sorted = [...folder].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return zipSync(Object.fromEntries(sorted), { mtime: MTIME, level: 6 });
}
