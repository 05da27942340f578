/** Which paths a competition folder may hold. A path that fails here is never written to a disk. */
import type { Folder, FolderProblem } from './types.ts';
import { plural } from '#scorer/csv/text';
import { readableSize } from './text.ts';

export interface FolderLimits {
	maxFiles: number;
	/** Largest single file, in bytes. */
	maxFileBytes: number;
	/** All files together, unpacked, in bytes. */
	maxTotalBytes: number;
}

export const DEFAULT_LIMITS: FolderLimits = {
	maxFiles: 5_000,
	maxFileBytes: 200_000_000,
	maxTotalBytes: 500_000_000,
};

/** Why a path is refused, or null. */
export function pathFault(path: string): string | null {
	if (path.includes('\\')) return 'holds a backslash';
	if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
	const parts = path.split('/');
	if (parts.includes('..')) return 'leads out of the folder';
	if (parts.some((part) => part === '' || part === '.')) return 'has an empty part';
	// eslint-disable-next-line no-control-regex
	if (/[\u0000-\u001f\u007f]/.test(path)) return 'holds a control character';
	if (path.length > 240) return 'is longer than 240 characters';
	return null;
}

function collisions(paths: string[]): FolderProblem[] {
	const byLower = new Map<string, string[]>();
	for (const path of paths) {
		// Composed and decomposed accents are one name on some disks and two on others.
		const key = path.normalize('NFC').toLowerCase();
		byLower.set(key, [...(byLower.get(key) ?? []), path]);
	}
	return [...byLower.values()]
		.filter((same) => same.length > 1)
		.map((same) => ({
			code: 'path_collision',
			file: same[0]!,
			detail: `These paths differ only in upper and lower case: ${same.join(', ')}.`,
			remedy: 'Rename one of them; on many disks they would be the same file.',
			examples: same,
		}));
}

/** @param size in bytes, null where it is only known to be over the limit */
export const tooLarge = (
	file: string,
	size: number | null,
	{ maxFileBytes }: FolderLimits,
): FolderProblem => ({
	code: 'file_too_large',
	file,
	detail: `The file is ${size === null ? 'too large' : readableSize(size)}; at most ${readableSize(maxFileBytes)} is taken.`,
	remedy: 'Offer large data elsewhere and link to it from pages/data.md.',
});

export const tooManyFiles = (count: number, { maxFiles }: FolderLimits): FolderProblem => ({
	code: 'too_many_files',
	detail: `There are ${plural(count, 'file')}; at most ${maxFiles} are taken.`,
	remedy: 'Put many small files, such as images, into one archive under data/.',
});

/** Every path, size and count that is refused. */
export function checkPaths(folder: Folder, limits: FolderLimits): FolderProblem[] {
	const problems: FolderProblem[] = [];
	for (const [path, bytes] of folder) {
		const fault = pathFault(path);
		if (fault) {
			problems.push({
				code: 'bad_path',
				file: path,
				detail: `The path ${JSON.stringify(path)} ${fault}.`,
				remedy: 'Use relative paths with forward slashes, inside the folder.',
			});
		}
		if (bytes.length > limits.maxFileBytes) problems.push(tooLarge(path, bytes.length, limits));
	}
	if (folder.size > limits.maxFiles) problems.push(tooManyFiles(folder.size, limits));
	return [...problems, ...collisions([...folder.keys()])];
}
