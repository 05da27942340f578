import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest';
import { openS3Store } from '#lib/server/storage/s3-store';
import { BrokenStreamError, TooLargeError, type FileStore } from '#lib/server/storage/store';
import { S3_CREDENTIALS, startS3, type Bucket } from './engines.ts';

let bucket: Bucket;
let folder: string;
let store: FileStore;
beforeAll(async () => {
	Object.assign(process.env, S3_CREDENTIALS);
	bucket = await startS3();
});
afterAll(() => bucket.remove());
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'holdout-store-'));
	store = await openS3Store(bucket.engine, folder);
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const streamOf = (bytes: Uint8Array) =>
	new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
const forget = () => rmSync(join(folder, 'cache'), { recursive: true, force: true });
/** Another machine: nothing in its cache. */
const elsewhere = async (engine = bucket.engine) => {
	const other = mkdtempSync(join(tmpdir(), 'holdout-store-'));
	return { other, store: await openS3Store(engine, other) };
};

async function readAll(stream: ReadableStream<Uint8Array>) {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

it('what one machine writes another reads: whole, as a stream, by path', async () => {
	// Larger than one part of an upload.
	const bytes = randomBytes(20_000_000);
	const stored = await store.writeStream(streamOf(bytes), bytes.length);
	expect(stored).toEqual({ sha256: hashOf(bytes), size: bytes.length });
	const far = await elsewhere();
	expect(await far.store.size(stored.sha256)).toBe(bytes.length);
	expect((await readAll(await far.store.readStream(stored.sha256))).equals(bytes)).toBe(true);
	expect(Buffer.from(await far.store.read(stored.sha256)).equals(bytes)).toBe(true);
	await far.store.withPath(stored.sha256, async (path) => {
		expect(readFileSync(path).equals(bytes)).toBe(true);
	});
	expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
	await far.store.close();
	rmSync(far.other, { recursive: true });
});

it('stores nothing too, and equal bytes once', async () => {
	expect(await store.write(new Uint8Array())).toEqual({
		sha256: hashOf(new Uint8Array()),
		size: 0,
	});
	const bytes = randomBytes(100_000);
	const stored = await Promise.all(Array.from({ length: 5 }, () => store.write(bytes)));
	expect(new Set(stored.map((file) => file.sha256)).size).toBe(1);
	forget();
	const far = await elsewhere();
	expect(await far.store.read(hashOf(new Uint8Array()))).toHaveLength(0);
	expect(Buffer.from(await far.store.read(hashOf(bytes))).equals(bytes)).toBe(true);
	rmSync(far.other, { recursive: true });
});

it('keeps nothing of what is too long or breaks off', async () => {
	await expect(store.writeStream(streamOf(randomBytes(2000)), 1000)).rejects.toBeInstanceOf(
		TooLargeError,
	);
	const broken = new ReadableStream({
		start: (controller) => controller.enqueue(new Uint8Array(1000)),
		pull: (controller) => controller.error(new Error('connection lost')),
	}) as ReadableStream<Uint8Array>;
	await expect(store.writeStream(broken, 1e6)).rejects.toBeInstanceOf(BrokenStreamError);
	expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it('opens nothing but hashes, and says so of what is missing', async () => {
	await expect(store.read('../../secret')).rejects.toThrow();
	await expect(store.readStream('0'.repeat(64))).rejects.toThrow();
	await expect(store.read('0'.repeat(64))).rejects.toThrow();
	expect(await store.size('0'.repeat(64))).toBeNull();
	const { sha256 } = await store.write(randomBytes(10));
	await store.withPaths([sha256, '0'.repeat(64)], async (paths) => {
		expect(paths.map((path) => existsSync(path))).toEqual([true, false]);
	});
});

it('keeps the cache small, but nothing is removed that is in use', async () => {
	const small = await elsewhere({ ...bucket.engine, cacheBytes: 250_000 });
	const files = [];
	for (let i = 0; i < 6; i++) files.push((await store.write(randomBytes(100_000))).sha256);
	await small.store.withPaths(files, async (paths) => {
		expect(paths.every((path) => existsSync(path))).toBe(true);
	});
	const kept = readdirSync(join(small.other, 'cache', 'files'), { recursive: true }).filter(
		(name) => String(name).length > 64,
	);
	expect(kept).toHaveLength(2);
	for (const file of files) expect(await small.store.read(file)).toHaveLength(100_000);
	rmSync(small.other, { recursive: true });
});

it('refuses a stored file that is damaged', async () => {
	const { sha256 } = await store.write(randomBytes(1000));
	const objects = readdirSync(bucket.folder, { recursive: true }).map(String);
	const object = objects.find((name) => name.includes(sha256) && name.endsWith('_object'))!;
	writeFileSync(join(bucket.folder, object), 'something else');
	const far = await elsewhere();
	await expect(far.store.read(sha256)).rejects.toThrow('damaged');
	rmSync(far.other, { recursive: true });
});

it('says at the start that a bucket is not there', async () => {
	await expect(openS3Store({ ...bucket.engine, bucket: 'nowhere' }, folder)).rejects.toThrow(
		'the bucket nowhere cannot be used',
	);
});
