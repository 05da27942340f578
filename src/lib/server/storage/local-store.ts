import { createReadStream, mkdirSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { chunksOf, openSpool, type Spooled } from './spool.ts';
import { keyOf, type FileStore, type StoredFile } from './store.ts';

/** A rename lasts only once the folder that names the file is on the disk too. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

const sizeOf = (path: string) =>
	stat(path).then(
		({ size }) => size,
		() => null,
	);

/** `files/ab/<sha256>` under a folder, with unfinished writes in `tmp/` on the same disk. */
export function openLocalStore(dataDir: string): FileStore {
	const root = join(dataDir, 'files');
	mkdirSync(root, { recursive: true });
	const spool = openSpool(dataDir);
	const pathOf = (sha256: string) => join(dataDir, keyOf(sha256));

	/** Gives a spooled file its name, durably. */
	async function keep({ path: temporary, sha256, size }: Spooled): Promise<StoredFile> {
		const path = pathOf(sha256);
		const folder = dirname(path);
		try {
			if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(root);
			// Equal bytes may be there already, but perhaps not yet synced by whoever is writing them.
			await rename(temporary, path);
			await syncFolder(folder);
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
		return { sha256, size };
	}

	return {
		writeStream: async (stream, maxBytes) => keep(await spool.write(chunksOf(stream), maxBytes)),
		write: async (bytes) => keep(await spool.write([bytes], Infinity)),
		async read(sha256) {
			const bytes = await readFile(pathOf(sha256));
			return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		},
		async readStream(sha256) {
			const path = pathOf(sha256);
			if ((await sizeOf(path)) === null) throw new Error(`no file ${sha256}`);
			return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
		},
		size: async (sha256) => sizeOf(pathOf(sha256)),
		withPath: (sha256, use) => use(pathOf(sha256)),
		withPaths: (sha256, use) => use(sha256.map(pathOf)),
		async *list() {
			for (const name of await readdir(root)) {
				for (const sha256 of await readdir(join(root, name))) {
					yield { sha256, size: (await stat(join(root, name, sha256))).size };
				}
			}
		},
		close: () => Promise.resolve(),
	};
}
