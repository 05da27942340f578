/** Files and folders that a command is given. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
	readCompetitionFolder,
	unzipFolder,
	type CompetitionFolder,
	type Folder,
	type FolderProblem,
	type ReadFolderResult,
} from '#lib/competition-folder/index';
import { DEFAULT_LIMITS } from '#lib/competition-folder/paths';
import { readableSize } from '#lib/competition-folder/text';
import { fault, refuse, wrongUsage, type CliNotice } from './outcome.ts';

async function statOrNull(path: string) {
	return stat(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
		throw wrongUsage(`"${path}" cannot be read (${error.code}).`);
	});
}

/** Reads a file of at most `maxBytes`; a missing one is wrong usage, a larger one is refused. */
export async function readInput(path: string, maxBytes: number): Promise<Uint8Array> {
	const found = await statOrNull(path);
	if (!found) throw wrongUsage(`There is no file "${path}".`);
	if (!found.isFile()) throw wrongUsage(`"${path}" is not a file.`);
	if (found.size > maxBytes) {
		const problem = {
			code: 'file_too_large',
			detail: `The file is ${readableSize(found.size)}; at most ${readableSize(maxBytes)} is taken.`,
			remedy: 'Send fewer digits, or compress the file with gzip.',
		};
		throw refuse('The file is too large.', { code: problem.code, problems: [problem] });
	}
	return readFile(path).catch((error: NodeJS.ErrnoException) => {
		throw wrongUsage(`"${path}" cannot be read (${error.code}).`);
	});
}

/** Version control and what file managers leave behind are no part of a competition. */
const isLitter = (path: string) =>
	path
		.split('/')
		.some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db');

/** Sizes first: a folder with all images of the world beside its YAML is refused, not read. */
async function listFiles(root: string): Promise<string[]> {
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((path) => !isLitter(path))
		.sort();
	let total = 0;
	for (const path of paths) total += (await stat(join(root, path))).size;
	if (total > DEFAULT_LIMITS.maxTotalBytes || paths.length > DEFAULT_LIMITS.maxFiles) {
		throw refuse(
			`The folder is ${readableSize(total)} in ${paths.length} files; at most ${readableSize(DEFAULT_LIMITS.maxTotalBytes)} in ${DEFAULT_LIMITS.maxFiles} files are taken.`,
			{
				code: 'file_too_large',
				remedy: 'Offer large data elsewhere and link to it from pages/data.md.',
			},
		);
	}
	return paths;
}

/** Reads a competition folder, or a zip archive of one. */
export async function readFolder(path: string): Promise<Folder> {
	const found = await statOrNull(path);
	if (!found) throw wrongUsage(`There is no folder "${path}".`);
	if (found.isDirectory()) {
		const folder: Folder = new Map();
		for (const file of await listFiles(path)) folder.set(file, await readFile(join(path, file)));
		return folder;
	}
	const unzipped = unzipFolder(await readInput(path, DEFAULT_LIMITS.maxTotalBytes));
	if (unzipped.ok) return unzipped.folder;
	throw refusedFolder(path, { problems: unzipped.problems, notices: [] });
}

/** Writes a folder's files; paths were checked when it was read, and are checked again. */
export async function writeFolder(out: string, folder: Folder): Promise<void> {
	for (const [path, bytes] of folder) {
		const target = resolve(out, path);
		if (!target.startsWith(resolve(out) + sep)) throw fault(`The folder holds the path "${path}".`);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, bytes);
	}
}

/**
 * Reads a competition folder that has no problems; one that has is refused with all of them.
 * @param purpose `run` also refuses what no board could rank by
 */
export async function readCompetition(
	path: string,
	purpose: 'run' | 'score' = 'score',
): Promise<CompetitionFolder> {
	const read = readCompetitionFolder(await readFolder(path), {}, purpose);
	if (!read.competition) throw refusedFolder(path, read);
	return read.competition;
}

/** The refusal that lists everything wrong with a folder. */
export function refusedFolder(
	path: string,
	{
		problems,
		notices,
	}: { problems: FolderProblem[]; notices: CliNotice[] | ReadFolderResult['notices'] },
) {
	const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
	return refuse(`${path} has ${count}:`, { code: 'invalid_folder', problems, notices });
}
