import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WeightsError } from './weights-error.ts';

export interface FetchOptions {
	/** Where downloads are kept, one file per address. */
	cache: string;
	/** Of the whole file, in hexadecimal. */
	sha256?: string;
	/** Called as bytes come in; the total is null where the server does not say. */
	onProgress?(done: number, total: number | null): void;
	signal?: AbortSignal;
	/** Tries after a connection that broke, each going on from where it broke; 3 by default. */
	retries?: number;
}

/**
 * Gets a file of weights: a path or a `file:` address as it is, an `http(s):` one through the cache. A
 * broken download is resumed, by this call or by the next one, and nothing half-written gets the name
 * of the finished file.
 * @returns the path to read
 * @throws {WeightsError} `download_failed`, `wrong_hash`, `weights_unreadable` for a missing file
 */
export async function fetchWeights(from: string, options: FetchOptions): Promise<string> {
	if (!/^https?:/i.test(from)) return local(from, options.sha256);
	const key = createHash('sha256').update(from).digest('hex').slice(0, 16);
	const name = basename(new URL(from).pathname) || 'weights';
	const path = join(options.cache, `${key}-${name}`);
	if (await sizeOf(path)) {
		if (!options.sha256 || (await hashOf(path)) === options.sha256.toLowerCase()) return path;
		// Damaged since, or another file is wanted under the same address.
		await rm(path);
	}
	await mkdir(options.cache, { recursive: true });
	const part = `${path}.part`;
	await downloadWithRetries(from, part, options);
	if (options.sha256) await checkHash(part, from, options.sha256, true);
	await rename(part, path);
	await rm(`${part}.etag`, { force: true });
	return path;
}

async function local(from: string, sha256: string | undefined): Promise<string> {
	const path = from.startsWith('file:') ? fileURLToPath(from) : from;
	if ((await sizeOf(path)) === null) {
		throw new WeightsError('weights_unreadable', `There is no file ${path}.`, 'Check the path.');
	}
	if (sha256) await checkHash(path, path, sha256, false);
	return path;
}

async function downloadWithRetries(from: string, part: string, options: FetchOptions) {
	const { retries = 3 } = options;
	for (let attempt = 0; ; attempt++) {
		try {
			return await download(from, part, options);
		} catch (error) {
			if (error instanceof WeightsError) throw error;
			options.signal?.throwIfAborted();
			if (attempt < retries) continue;
			const bytes = (await sizeOf(part)) ?? 0;
			throw failed(from, `${cause(error)}, after ${bytes} bytes`, RESUMES);
		}
	}
}

const RESUMES = 'Try again: it goes on where it broke off.';

async function download(from: string, part: string, options: FetchOptions): Promise<void> {
	const have = (await sizeOf(part)) ?? 0;
	const etag = await readFile(`${part}.etag`, 'utf8').catch(() => '');
	// Without a mark of the version the rest could be of another one.
	const resumes = have > 0 && etag !== '';
	const headers: Record<string, string> = { 'accept-encoding': 'identity' };
	if (resumes) Object.assign(headers, { range: `bytes=${have}-`, 'if-range': etag });
	const response = await fetch(from, { headers, signal: options.signal });
	if (response.status === 416) {
		// Asked for more than there is: the part is of another version, or whole without anyone knowing.
		await response.body?.cancel();
		await rm(part, { force: true });
		return download(from, part, options);
	}
	if (!response.ok || !response.body) {
		await response.body?.cancel();
		const retry = response.status >= 500;
		const what = `the server answered ${response.status} ${response.statusText}`.trim();
		if (retry) throw new Error(what);
		throw failed(from, what, 'Check the address.');
	}
	const continued = response.status === 206 && startsAt(response) === have;
	if (response.status === 206 && !continued) {
		await response.body.cancel();
		await rm(part, { force: true });
		throw new Error('the server sent another part than it was asked for');
	}
	const version = response.headers.get('etag') ?? response.headers.get('last-modified') ?? '';
	// A weak mark only says "about the same".
	await writeFile(`${part}.etag`, version.startsWith('W/') ? '' : version);
	await write(response, part, continued ? have : 0, options);
}

async function write(response: Response, part: string, from: number, options: FetchOptions) {
	const length = response.headers.get('content-length');
	const total = length === null ? null : from + Number(length);
	const file = await open(part, from > 0 ? 'a' : 'w');
	let done = from;
	try {
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			await file.write(chunk);
			done += chunk.length;
			options.onProgress?.(done, total);
		}
		await file.sync();
	} finally {
		await file.close();
	}
	if (total !== null && done !== total) throw new Error(`it ended after ${done} of ${total} bytes`);
}

function startsAt(response: Response): number {
	return Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? NaN);
}

async function sizeOf(path: string): Promise<number | null> {
	return stat(path).then(
		(entry) => entry.size,
		() => null,
	);
}

async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
	return hash.digest('hex');
}

async function checkHash(path: string, source: string, expected: string, remove: boolean) {
	const actual = await hashOf(path);
	if (actual === expected.toLowerCase()) return;
	if (remove) await Promise.all([path, `${path}.etag`].map((name) => rm(name, { force: true })));
	throw new WeightsError(
		'wrong_hash',
		`${source} has the SHA-256 ${actual}, not ${expected.toLowerCase()}.`,
		'The file is damaged or another one than was meant; do not use it. Check address and hash.',
	);
}

/** `fetch` hides what happened in the cause of its error. */
function cause(error: unknown): string {
	const { message, cause: inner } = error as Error & { cause?: Error };
	return inner?.message ? `${message} (${inner.message})` : message;
}

function failed(from: string, what: string, remedy: string): WeightsError {
	return new WeightsError('download_failed', `${from} could not be downloaded: ${what}.`, remedy);
}
