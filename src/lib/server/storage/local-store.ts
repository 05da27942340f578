import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { BrokenStreamError, TooLargeError, type FileStore, type StoredFile } from './store.ts';

/** Left by a process that died while writing; younger ones may belong to a living one. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** A rename lasts only once the folder that names the file is on the disk too. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

const exists = (path: string) =>
	stat(path).then(
		() => true,
		() => false,
	);

/**
 * Reads without cancelling when the reader leaves early: cancelling a request's body cuts the
 * connection before the refusal could be answered.
 */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = stream.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read().catch((error) => {
				throw new BrokenStreamError(error);
			});
			if (done) return;
			yield value;
		}
	} finally {
		reader.releaseLock();
	}
}

function removeAbandoned(folder: string): void {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
		if (made !== undefined && Date.now() - made > ABANDONED_AFTER_MS) rmSync(path, { force: true });
	}
}

/** `files/ab/<sha256>` under a folder, with unfinished writes in `tmp/` on the same disk. */
export function openLocalStore(dataDir: string): FileStore {
	const root = join(dataDir, 'files');
	const temporary = join(dataDir, 'tmp');
	for (const folder of [root, temporary]) mkdirSync(folder, { recursive: true });
	removeAbandoned(temporary);

	const pathOf = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
		return join(root, sha256.slice(0, 2), sha256);
	};

	/** Gives a synced temporary file its name, durably. */
	async function keep(temporaryPath: string, sha256: string): Promise<void> {
		const path = pathOf(sha256);
		const folder = dirname(path);
		if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(root);
		// Equal bytes may be there already, but perhaps not yet synced by whoever is writing them.
		await rename(temporaryPath, path);
		await syncFolder(folder);
	}

	async function writeChunks(
		chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
		max: number,
	): Promise<StoredFile> {
		const path = join(temporary, randomUUID());
		const file = await open(path, 'wx', 0o600);
		try {
			const hash = createHash('sha256');
			let size = 0;
			for await (const chunk of chunks) {
				size += chunk.length;
				if (size > max) throw new TooLargeError(max);
				hash.update(chunk);
				await file.writeFile(chunk);
			}
			await file.sync();
			await file.close();
			const sha256 = hash.digest('hex');
			await keep(path, sha256);
			return { sha256, size };
		} catch (error) {
			await file.close().catch(() => undefined);
			await rm(path, { force: true });
			throw error;
		}
	}

	return {
		writeStream: (stream, maxBytes) => writeChunks(chunksOf(stream), maxBytes),
		write: (bytes) => writeChunks([bytes], Infinity),
		async read(sha256) {
			const bytes = await readFile(pathOf(sha256));
			return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		},
		async readStream(sha256) {
			const path = pathOf(sha256);
			if (!(await exists(path))) throw new Error(`no file ${sha256}`);
			return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
		},
		withPath: (sha256, use) => use(pathOf(sha256)),
		withPaths: (sha256, use) => use(sha256.map(pathOf)),
	};
}
