/** Files of a far store on this machine's disk, for code that reads files by itself. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Spooled } from './spool.ts';
import { keyOf } from './store.ts';

export interface FileCache {
	/**
	 * Makes sure that a file is there, and stays until `release`; `fetch` brings it where it is missing.
	 */
	pin(
		sha256: string,
		fetch: () => Promise<Spooled>,
	): Promise<{ path: string; release: () => Promise<void> }>;
	/** Takes over a file that has just been spooled. */
	add(file: Spooled): Promise<void>;
	/** The path that a file has or would have. */
	pathOf(sha256: string): string;
}

interface Entry {
	size: number;
	/** Those who use it now; it is not removed under them. */
	users: number;
}

/** Least recently used first, as far as the times of an earlier process tell. */
function findKept(root: string): Map<string, Entry> {
	const found: { sha256: string; size: number; at: number }[] = [];
	for (const folder of readdirSync(root)) {
		for (const sha256 of readdirSync(join(root, folder))) {
			const { size, mtimeMs } = statSync(join(root, folder, sha256));
			found.push({ sha256, size, at: mtimeMs });
		}
	}
	found.sort((a, b) => a.at - b.at);
	return new Map(found.map(({ sha256, size }) => [sha256, { size, users: 0 }]));
}

/** @param maxBytes the cache is cut to this size, as far as files are not in use */
export function openFileCache(folder: string, maxBytes: number): FileCache {
	const root = join(folder, 'files');
	mkdirSync(root, { recursive: true });
	const kept = findKept(root);
	let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
	const coming = new Map<string, Promise<void>>();
	const pathOf = (sha256: string) => join(folder, keyOf(sha256));

	/** Oldest first. A name that is gone at once cannot be found half-removed. */
	async function cut(): Promise<void> {
		for (const [sha256, entry] of kept) {
			if (total <= maxBytes) return;
			if (entry.users > 0) continue;
			kept.delete(sha256);
			total -= entry.size;
			await rm(pathOf(sha256), { force: true });
		}
	}

	async function add({ path: temporary, sha256, size }: Spooled): Promise<void> {
		const path = pathOf(sha256);
		await mkdir(dirname(path), { recursive: true });
		await rename(temporary, path);
		if (!kept.has(sha256)) total += size;
		kept.set(sha256, kept.get(sha256) ?? { size, users: 0 });
	}

	/** Those who ask for the same file at the same time fetch it once. */
	function bring(sha256: string, fetch: () => Promise<Spooled>): Promise<void> {
		const known = coming.get(sha256);
		if (known) return known;
		const work = fetch()
			.then(add)
			.finally(() => coming.delete(sha256));
		coming.set(sha256, work);
		return work;
	}

	return {
		pathOf,
		async add(file) {
			await add(file);
			await cut();
		},
		async pin(sha256, fetch) {
			while (!kept.has(sha256)) await bring(sha256, fetch);
			const entry = kept.get(sha256)!;
			entry.users++;
			// Now the last that is cut, also for the next process.
			kept.delete(sha256);
			kept.set(sha256, entry);
			const path = pathOf(sha256);
			void utimes(path, new Date(), new Date()).catch(() => undefined);
			return {
				path,
				async release() {
					entry.users--;
					await cut();
				},
			};
		},
	};
}
