import { createHash, randomBytes } from 'node:crypto';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalStore } from '#lib/server/storage/local-store';
import { BrokenStreamError, TooLargeError, type FileStore } from '#lib/server/storage/store';

let folder: string;
let store: FileStore;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'holdout-store-'));
	store = openLocalStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const streamOf = (bytes: Uint8Array) =>
	new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
const unfinished = () => readdirSync(join(folder, 'tmp'));

async function readAll(stream: ReadableStream<Uint8Array>) {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

it('names bytes by their SHA-256 and gives them back, whole or as a stream', async () => {
	const bytes = randomBytes(3_000_000);
	const stored = await store.writeStream(streamOf(bytes), bytes.length);
	expect(stored).toEqual({ sha256: sha256(bytes), size: bytes.length });
	expect(Buffer.from(await store.read(stored.sha256)).equals(bytes)).toBe(true);
	expect((await readAll(await store.readStream(stored.sha256))).equals(bytes)).toBe(true);
	await store.withPath(stored.sha256, async (path) => {
		expect(path).toContain(join('files', stored.sha256.slice(0, 2), stored.sha256));
		expect(readFileSync(path).equals(bytes)).toBe(true);
	});
	expect(unfinished()).toEqual([]);
});

it('stores nothing too: the empty file has a hash of its own', async () => {
	const stored = await store.write(new Uint8Array());
	expect(stored).toEqual({ sha256: sha256(new Uint8Array()), size: 0 });
	expect(await store.read(stored.sha256)).toHaveLength(0);
});

it('keeps equal bytes once, also when they are written at the same time', async () => {
	const bytes = randomBytes(200_000);
	const stored = await Promise.all(Array.from({ length: 10 }, () => store.write(bytes)));
	expect(new Set(stored.map((file) => file.sha256)).size).toBe(1);
	const { sha256: name } = stored[0]!;
	expect(readdirSync(join(folder, 'files', name.slice(0, 2)))).toEqual([name]);
	expect(unfinished()).toEqual([]);
});

it('stops at the limit, keeps nothing, and leaves the stream to its owner', async () => {
	const chunk = new Uint8Array(60_000);
	const stream = new ReadableStream({
		pull: (controller) => controller.enqueue(chunk),
	}) as ReadableStream<Uint8Array>;
	await expect(store.writeStream(stream, 100_000)).rejects.toBeInstanceOf(TooLargeError);
	expect(unfinished()).toEqual([]);
	expect(readdirSync(join(folder, 'files'))).toEqual([]);
	expect(stream.locked).toBe(false);
	expect((await stream.getReader().read()).done).toBe(false);
});

it('keeps nothing of a stream that breaks', async () => {
	const broken = new ReadableStream({
		start: (controller) => controller.enqueue(new Uint8Array(1000)),
		pull: (controller) => controller.error(new Error('connection lost')),
	}) as ReadableStream<Uint8Array>;
	await expect(store.writeStream(broken, 1e6)).rejects.toBeInstanceOf(BrokenStreamError);
	expect(unfinished()).toEqual([]);
	expect(readdirSync(join(folder, 'files'))).toEqual([]);
});

it('opens nothing but hashes', async () => {
	await expect(store.read('../../secret')).rejects.toThrow();
	await expect(store.readStream('ab')).rejects.toThrow();
	await expect(store.read('0'.repeat(64))).rejects.toThrow();
	await expect(store.readStream('0'.repeat(64))).rejects.toThrow();
});

it('removes what a dead process left unfinished, but nothing recent', () => {
	mkdirSync(join(folder, 'tmp'), { recursive: true });
	writeFileSync(join(folder, 'tmp', 'old'), 'x');
	writeFileSync(join(folder, 'tmp', 'new'), 'x');
	const twoHoursAgo = Date.now() / 1000 - 7200;
	utimesSync(join(folder, 'tmp', 'old'), twoHoursAgo, twoHoursAgo);
	openLocalStore(folder);
	expect(unfinished()).toEqual(['new']);
});
