/** Copying files between two stores. A file is its hash, so that copying it checks it. */
import { createGate } from '#scorer/service/gate';
import type { FileStore, StoredFile } from '../storage/store.ts';

const AT_ONCE = 4;

export class DamagedFileError extends Error {}

/** Reads a file to its end; its hash is compared on the way. */
async function copyFile(from: FileStore, to: FileStore, { sha256, size }: StoredFile) {
	const stored = await to.writeStream(await from.readStream(sha256), Infinity);
	if (stored.sha256 === sha256 && stored.size === size) return;
	throw new DamagedFileError(`The file ${sha256} is damaged where it is copied from.`);
}

/** Copies what is not there yet. @returns every file of the source */
export async function copyFiles(
	from: FileStore,
	to: FileStore,
	copied: (done: number, total: number) => void,
): Promise<StoredFile[]> {
	const files: StoredFile[] = [];
	for await (const file of from.list()) files.push(file);
	const there = new Map<string, number>();
	for await (const { sha256, size } of to.list()) there.set(sha256, size);
	const gate = createGate(AT_ONCE);
	let done = 0;
	await Promise.all(
		files.map((file) =>
			gate(async () => {
				if (there.get(file.sha256) !== file.size) await copyFile(from, to, file);
				copied(++done, files.length);
			}),
		),
	);
	return files;
}
