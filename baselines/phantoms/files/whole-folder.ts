/** Folders that are there whole or not at all. */
import { rename, rm, stat } from 'node:fs/promises';

/**
 * Writes beside the folder and renames at the end, so that a folder of that name is whole. Throws
 * where there is one already.
 */
export async function writeFolderWhole<T>(
	folder: string,
	write: (unfinished: string) => Promise<T>,
): Promise<T> {
	if (await stat(folder).catch(() => null)) throw new Error(`${folder} exists already.`);
	const unfinished = `${folder}.unfinished-${process.pid}`;
	try {
		const written = await write(unfinished);
		await rename(unfinished, folder);
		return written;
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true });
		throw error;
	}
}
