/** Competition folders as zip archives. */
import { zipSync } from 'fflate';
import { crc32 } from '#scorer/archive/crc32';
import { inflateRaw } from '#scorer/archive/inflate';
import { readZip, type ZipEntry } from '#scorer/archive/zip';
import { plural } from '#scorer/csv/text';
import { DEFAULT_LIMITS, tooLarge, tooManyFiles, type FolderLimits } from './paths.ts';
import { readableSize } from './text.ts';
import type { Folder, FolderProblem } from './types.ts';

const STORED = 0;
const DEFLATED = 8;

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

const badArchive = (detail: string, file?: string): FolderProblem => ({
	code: 'bad_archive',
	...(file === undefined ? {} : { file }),
	detail,
	remedy: 'Zip the competition folder again, without a password.',
});

/** The bytes of one entry, never more than `maxBytes`, or why they cannot be had. */
function extract(entry: ZipEntry, maxBytes: number): Uint8Array | 'too_large' | FolderProblem {
	const { name, data, method } = entry;
	if (entry.encrypted) return badArchive('The file is encrypted.', name);
	if (method !== STORED && method !== DEFLATED) {
		return badArchive(`The file is compressed with a method that is not read (${method}).`, name);
	}
	if (method === STORED && data.length > maxBytes) return 'too_large';
	const inflated =
		method === STORED ? { ok: true as const, bytes: data } : inflateRaw(data, maxBytes);
	if (!inflated.ok) {
		return inflated.reason === 'too_large' ? 'too_large' : badArchive('The file is damaged.', name);
	}
	if (crc32(inflated.bytes) !== entry.crc) return badArchive('The file is damaged.', name);
	return inflated.bytes;
}

/**
 * Unpacks a zip archive in memory. What comes out is counted while it is inflated, so that neither
 * a bomb nor a lying header costs more memory than the limits.
 */
export function unzipFolder(
	bytes: Uint8Array,
	given: Partial<FolderLimits> = {},
): { ok: true; folder: Folder } | { ok: false; problems: FolderProblem[] } {
	const limits = { ...DEFAULT_LIMITS, ...given };
	const entries = readZip(bytes)?.filter(({ name }) => !isLitter(name));
	if (!entries?.length) {
		return { ok: false, problems: [badArchive('This is not a zip archive with files in it.')] };
	}
	if (entries.length > limits.maxFiles) {
		return { ok: false, problems: [tooManyFiles(entries.length, limits)] };
	}
	const folder: Folder = new Map();
	const problems: FolderProblem[] = [];
	let left = limits.maxTotalBytes;
	for (const entry of entries) {
		const file = entry.name;
		const extracted = extract(entry, Math.min(left, limits.maxFileBytes));
		if (extracted === 'too_large' && left < limits.maxFileBytes) {
			return { ok: false, problems: [...problems, tooLargeTogether(entries.length, limits)] };
		}
		if (extracted === 'too_large') problems.push(tooLarge(file, null, limits));
		else if (!(extracted instanceof Uint8Array)) problems.push(extracted);
		else if (folder.has(file)) problems.push(twice(file));
		else {
			folder.set(file, extracted);
			left -= extracted.length;
		}
	}
	return problems.length ? { ok: false, problems } : { ok: true, folder: withoutTopFolder(folder) };
}

const twice = (file: string): FolderProblem => ({
	code: 'duplicate_file',
	file,
	detail: 'The archive holds this path more than once.',
	remedy: 'Zip the competition folder again.',
});

const tooLargeTogether = (files: number, { maxTotalBytes }: FolderLimits): FolderProblem => ({
	code: 'archive_too_large',
	detail: `Unpacked, the ${plural(files, 'file')} are larger than ${readableSize(maxTotalBytes)} together.`,
	remedy: 'Offer large data elsewhere and link to it from pages/data.md.',
});

/** A fixed time in every entry, so that the same folder always makes the same bytes. */
const MTIME = new Date(1980, 0, 1);

/** Packs a folder; the same folder always gives the same bytes. */
export function zipFolder(folder: Folder): Uint8Array {
	const sorted = [...folder].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return zipSync(Object.fromEntries(sorted), { mtime: MTIME, level: 6 });
}
