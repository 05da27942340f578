import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchWeights, type FetchOptions } from '#baselines/weights/index';

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251));
const sha256 = createHash('sha256').update(CONTENT).digest('hex');

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let cache: string;
let handler: Handler;
let ranges: (string | undefined)[];
let url: string;
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'weights-'));
	ranges = [];
	server = createServer((request, response) => {
		ranges.push(request.headers.range);
		handler(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/net.safetensors?v=1`;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await rm(cache, { recursive: true });
});

const ETAG = '"one"';

/** Ends a response early; what is still under way when a connection closes may be lost. */
const breakOff = (response: ServerResponse, bytes: Uint8Array) =>
	response.write(bytes, () => setTimeout(() => response.socket?.end(), 200));

/** A server that knows ranges, and breaks off after some bytes as often as it is told. */
function ranged(breaks: number[] = [], etag = ETAG): Handler {
	return (request, response) => {
		const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
		const start = from && request.headers['if-range'] === etag ? Number(from) : 0;
		const length = CONTENT.length - start;
		const range = `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`;
		response.writeHead(start > 0 ? 206 : 200, {
			etag,
			'content-length': length,
			...(start > 0 && { 'content-range': range }),
		});
		const cut = breaks.shift();
		if (cut === undefined) response.end(CONTENT.subarray(start));
		else breakOff(response, CONTENT.subarray(start, start + cut));
	};
}

const get = (options: Partial<FetchOptions> = {}) => fetchWeights(url, { cache, ...options });
/** Vitest would compare byte by byte, for seconds. */
const isWhole = async (path: string) => CONTENT.equals(await readFile(path));
const failure = async (run: Promise<string>) =>
	run.then(
		() => ({ code: 'none', message: '', remedy: '' }),
		(error: { code: string; message: string; remedy: string }) => error,
	);

describe('a download', () => {
	it('comes with progress, is checked, and is cached', async () => {
		handler = ranged();
		const seen: [number, number | null][] = [];
		const onProgress = (done: number, total: number | null) => seen.push([done, total]);
		const path = await get({ sha256: sha256.toUpperCase(), onProgress });
		expect(await isWhole(path)).toBe(true);
		expect(path.endsWith('-net.safetensors')).toBe(true);
		expect(seen.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
		expect(await get({ sha256 })).toBe(path);
		expect(ranges).toHaveLength(1);
		expect(await readdir(cache)).toHaveLength(1);
	});

	it('goes on where the connection broke', async () => {
		handler = ranged([100_000, 50_000]);
		const path = await get({ sha256 });
		expect(await isWhole(path)).toBe(true);
		expect(ranges[0]).toBeUndefined();
		expect(ranges).toHaveLength(3);
		const [second, third] = ranges.slice(1).map((range) => Number(/\d+/.exec(range!)![0]));
		expect(second).toBeGreaterThan(0);
		expect(third).toBeGreaterThan(second!);
	});

	it('goes on in a later call, and leaves no file under the final name before', async () => {
		handler = ranged([100_000, 10_000]);
		const error = await failure(get({ sha256, retries: 1 }));
		expect(error.code).toBe('download_failed');
		expect(error.remedy).toContain('goes on where it broke off');
		expect((await readdir(cache)).every((name) => /\.part(\.etag)?$/.test(name))).toBe(true);
		const path = await get({ sha256 });
		expect(await isWhole(path)).toBe(true);
		expect(ranges.at(-1)).toMatch(/^bytes=\d+-$/);
	});

	it('starts anew when the file has changed in between', async () => {
		handler = ranged([100_000], '"zero"');
		await failure(get({ retries: 0 }));
		handler = ranged();
		expect(await isWhole(await get({ sha256 }))).toBe(true);
	});

	it('starts anew from a server without ranges or marks', async () => {
		let broken = false;
		handler = (_request, response) => {
			response.writeHead(200, { 'content-length': CONTENT.length });
			if (broken) return void response.end(CONTENT);
			broken = true;
			breakOff(response, CONTENT.subarray(0, 60_000));
		};
		expect(await isWhole(await get({ sha256 }))).toBe(true);
		expect(ranges).toEqual([undefined, undefined]);
	});

	it('does not trust a server that ignores where it should go on', async () => {
		handler = ranged([100_000]);
		await failure(get({ retries: 0 }));
		let asked = 0;
		handler = (_request, response) => {
			if (asked++ > 0) return void response.writeHead(200, { etag: ETAG }).end(CONTENT);
			response.writeHead(206, { 'content-range': `bytes 5-9/${CONTENT.length}` });
			response.end(CONTENT.subarray(5, 10));
		};
		expect(await isWhole(await get({ sha256, retries: 1 }))).toBe(true);
	});

	it('starts anew when the server has less than was there', async () => {
		handler = ranged([100_000]);
		await failure(get({ retries: 0 }));
		handler = (request, response) => {
			if (request.headers.range) response.writeHead(416).end();
			else response.writeHead(200, { etag: ETAG }).end(CONTENT);
		};
		expect(await isWhole(await get({ sha256 }))).toBe(true);
	});

	it('of the wrong hash is thrown away', async () => {
		handler = ranged();
		const error = await failure(get({ sha256: '0'.repeat(64) }));
		expect(error.code).toBe('wrong_hash');
		expect(error.message).toContain(sha256);
		expect(await readdir(cache)).toEqual([]);
	});

	it('that was damaged in the cache is fetched again', async () => {
		handler = ranged();
		const path = await get({ sha256 });
		await writeFile(path, 'damaged');
		expect(await isWhole(await get({ sha256 }))).toBe(true);
		expect(ranges).toHaveLength(2);
	});

	it('that is not there fails at once; a tired server is asked again', async () => {
		handler = (_request, response) => void response.writeHead(404).end('no');
		const error = await failure(get());
		expect(error).toMatchObject({ code: 'download_failed', remedy: 'Check the address.' });
		expect(error.message).toContain('404');
		expect(ranges).toHaveLength(1);
		let tired = true;
		handler = (request, response) => {
			if (tired) response.writeHead(503).end();
			else ranged()(request, response);
			tired = false;
		};
		expect(await isWhole(await get({ sha256 }))).toBe(true);
	});

	it('stops when it is told to', async () => {
		const controller = new AbortController();
		handler = (_request, response) => {
			response.writeHead(200, { 'content-length': CONTENT.length });
			response.write(CONTENT.subarray(0, 1000), () => controller.abort());
		};
		const error = await failure(get({ signal: controller.signal }));
		expect(error).toMatchObject({ name: 'AbortError' });
		expect(ranges).toHaveLength(1);
	});
});

describe('a file on this machine', () => {
	it('is taken as it is, after its hash was checked', async () => {
		const path = join(cache, 'own.safetensors');
		await writeFile(path, CONTENT);
		expect(await fetchWeights(path, { cache, sha256 })).toBe(path);
		expect(await fetchWeights(pathToFileURL(path).href, { cache })).toBe(path);
		const wrong = await failure(fetchWeights(path, { cache, sha256: 'ab' }));
		expect(wrong.code).toBe('wrong_hash');
		expect(await isWhole(path)).toBe(true);
		const absent = await failure(fetchWeights(join(cache, 'absent'), { cache }));
		expect(absent.code).toBe('weights_unreadable');
	});
});
