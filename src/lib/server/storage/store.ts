import type { ReadableStream } from 'node:stream/web';

export interface StoredFile {
	/** SHA-256 of the bytes, in hex: their name. */
	sha256: string;
	/** Bytes. */
	size: number;
}

/** The stream was longer than allowed; nothing was kept. */
export class TooLargeError extends Error {
	readonly maxBytes: number;

	constructor(maxBytes: number) {
		super(`longer than ${maxBytes} bytes`);
		this.name = 'TooLargeError';
		this.maxBytes = maxBytes;
	}
}

/** Whoever was sending went away; nothing was kept. */
export class BrokenStreamError extends Error {
	constructor(cause: unknown) {
		super('the stream broke', { cause });
		this.name = 'BrokenStreamError';
	}
}

/**
 * Files by the hash of their content. Equal bytes are stored once; a file never changes. When a
 * write resolves, the bytes are durable.
 */
export interface FileStore {
	/**
	 * Stores a stream without holding it in memory.
	 * @throws TooLargeError after maxBytes
	 * @throws BrokenStreamError when the stream fails, as opposed to the disk
	 */
	writeStream(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<StoredFile>;
	write(bytes: Uint8Array): Promise<StoredFile>;
	/** @throws when there is no such file */
	read(sha256: string): Promise<Uint8Array<ArrayBuffer>>;
	readStream(sha256: string): Promise<ReadableStream<Uint8Array>>;
	/** Bytes of a file; null where there is none. */
	size(sha256: string): Promise<number | null>;
	/** Calls back with a path on this machine's disk, for code that reads files by itself. */
	withPath<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T>;
	/** The same for many files, in their order. A file that is missing has a path all the same. */
	withPaths<T>(sha256: readonly string[], use: (paths: string[]) => Promise<T>): Promise<T>;
	/** Every file, in no order. */
	list(): AsyncIterable<StoredFile>;
	close(): Promise<void>;
}

/** Where a file lies under a folder or a prefix. */
export function keyOf(sha256: string): string {
	if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
	return `files/${sha256.slice(0, 2)}/${sha256}`;
}
