/** Bytes on their way into a store: a temporary file that is whole, synced and hashed. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { BrokenStreamError, TooLargeError, type StoredFile } from './store.ts';

/** Left by a process that died while writing; younger ones may belong to a living one. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

export interface Spooled extends StoredFile {
	/** Whoever gets it moves it away or removes it. */
	path: string;
}

export interface Spool {
	write(
		chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
		maxBytes: number,
	): Promise<Spooled>;
}

/**
 * Reads without cancelling when the reader leaves early: cancelling a request's body cuts the
 * connection before the refusal could be answered.
 */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
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

/** `tmp/` of a data folder. */
export function openSpool(dataDir: string): Spool {
	const folder = join(dataDir, 'tmp');
	mkdirSync(folder, { recursive: true });
	removeAbandoned(folder);
	return {
		async write(chunks, maxBytes) {
			const path = join(folder, randomUUID());
			const file = await open(path, 'wx', 0o600);
			try {
				const hash = createHash('sha256');
				let size = 0;
				for await (const chunk of chunks) {
					size += chunk.length;
					if (size > maxBytes) throw new TooLargeError(maxBytes);
					hash.update(chunk);
					await file.writeFile(chunk);
				}
				await file.sync();
				await file.close();
				return { path, sha256: hash.digest('hex'), size };
			} catch (error) {
				await file.close().catch(() => undefined);
				await rm(path, { force: true });
				throw error;
			}
		},
	};
}
