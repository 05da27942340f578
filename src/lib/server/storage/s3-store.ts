/**
 * Files in an S3-compatible store, through Amazon's own client: loaded only where a setting asks for
 * it. What is written is spooled on this machine's disk first, because its name is the hash of all of
 * it; what is read by path is kept in a cache.
 */
import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
	GetObjectCommand,
	HeadObjectCommand,
	paginateListObjectsV2,
	S3Client,
	type S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createGate } from '#scorer/service/gate';
import type { S3Engine } from '../settings/engines.ts';
import { openFileCache } from './file-cache.ts';
import { chunksOf, openSpool, type Spooled } from './spool.ts';
import { keyOf, type FileStore, type StoredFile } from './store.ts';

const PART_BYTES = 8_000_000;
/** Files fetched at once for one caller. */
const AT_ONCE = 16;
const MOST_TRIES = 5;

const isMissing = (error: unknown) =>
	(error as Partial<S3ServiceException>).$metadata?.httpStatusCode === 404;

function connect({ endpoint, region }: S3Engine): S3Client {
	return new S3Client({
		...(region === undefined ? {} : { region }),
		...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
		maxAttempts: MOST_TRIES,
		// Stores of other makers do not know the newer checksums; ours is the name of the file.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
	});
}

/** Asks for a file that nobody wrote: only the right answer to that shows that all settings fit. */
async function requireBucket(client: S3Client, { bucket, prefix }: S3Engine): Promise<void> {
	try {
		const { Body } = await client.send(
			new GetObjectCommand({ Bucket: bucket, Key: `${prefix}is-anybody-there` }),
		);
		(Body as Readable).destroy();
	} catch (error) {
		const { name, message } = error as Error;
		if (name === 'NoSuchKey') return;
		client.destroy();
		throw new Error(`the bucket ${bucket} cannot be used (${name}: ${message})`, { cause: error });
	}
}

export async function openS3Store(engine: S3Engine, dataDir: string): Promise<FileStore> {
	const client = connect(engine);
	const { bucket: Bucket, prefix } = engine;
	const spool = openSpool(dataDir);
	const cache = openFileCache(join(dataDir, 'cache'), engine.cacheBytes);
	const address = (sha256: string) => ({ Bucket, Key: prefix + keyOf(sha256) });
	await requireBucket(client, engine);

	async function size(sha256: string): Promise<number | null> {
		try {
			const head = await client.send(new HeadObjectCommand(address(sha256)));
			return head.ContentLength ?? null;
		} catch (error) {
			if (isMissing(error)) return null;
			throw error;
		}
	}

	async function keep(file: Spooled): Promise<StoredFile> {
		try {
			if ((await size(file.sha256)) !== file.size) {
				const Body = createReadStream(file.path);
				const params = { ...address(file.sha256), Body, ContentLength: file.size };
				await new Upload({ client, params, partSize: PART_BYTES, queueSize: 2 }).done();
			}
			await cache.add(file);
			return { sha256: file.sha256, size: file.size };
		} finally {
			await rm(file.path, { force: true });
		}
	}

	async function open(sha256: string): Promise<Readable> {
		const { Body } = await client.send(new GetObjectCommand(address(sha256)));
		return Body as Readable;
	}

	async function fetch(sha256: string): Promise<Spooled> {
		const file = await spool.write(await open(sha256), Infinity);
		if (file.sha256 === sha256) return file;
		await rm(file.path, { force: true });
		throw new Error(`the stored file ${sha256} is damaged`);
	}

	const pin = (sha256: string) => cache.pin(sha256, () => fetch(sha256));
	/** A file that is missing has a path all the same. */
	const pinOrName = (sha256: string) =>
		pin(sha256).catch((error: unknown) => {
			if (!isMissing(error)) throw error;
			return { path: cache.pathOf(sha256), release: () => Promise.resolve() };
		});

	async function withPath<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T> {
		const { path, release } = await pin(sha256);
		try {
			return await use(path);
		} finally {
			await release();
		}
	}

	return {
		writeStream: async (stream, maxBytes) => keep(await spool.write(chunksOf(stream), maxBytes)),
		write: async (bytes) => keep(await spool.write([bytes], Infinity)),
		read: (sha256) => withPath(sha256, async (path) => new Uint8Array(await readFile(path))),
		readStream: async (sha256) => Readable.toWeb(await open(sha256)) as ReadableStream<Uint8Array>,
		size,
		withPath,
		async withPaths(wanted, use) {
			const gate = createGate(AT_ONCE);
			const pins = wanted.map((sha256) => gate(() => pinOrName(sha256)));
			try {
				return await use((await Promise.all(pins)).map(({ path }) => path));
			} finally {
				for (const pinned of await Promise.allSettled(pins)) {
					if (pinned.status === 'fulfilled') await pinned.value.release();
				}
			}
		},
		async *list() {
			const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: `${prefix}files/` });
			for await (const { Contents } of pages) {
				for (const { Key, Size } of Contents ?? []) {
					yield { sha256: Key!.slice(Key!.lastIndexOf('/') + 1), size: Size ?? 0 };
				}
			}
		},
		close() {
			client.destroy();
			return Promise.resolve();
		},
	};
}
