import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { url } from '#lib/api/client';
import { ApiError, request, toProblem, withQuery } from '#lib/api/request';
import { mediaType } from '#lib/api/upload';

describe('requests', () => {
	let server: Server;
	let base: string;

	beforeAll(async () => {
		server = createServer((req, res) => {
			if (req.url === '/empty') res.writeHead(204).end();
			else if (req.url === '/plain') res.writeHead(502).end('Bad gateway');
			else if (req.url === '/problem')
				res.writeHead(429, { 'content-type': 'application/problem+json' }).end(
					JSON.stringify({
						type: 'about:blank',
						title: 'No',
						code: 'attempts_used_up',
						status: 429,
					}),
				);
			else {
				const chunks: Buffer[] = [];
				req.on('data', (chunk: Buffer) => chunks.push(chunk));
				req.on('end', () =>
					res.end(
						JSON.stringify({
							method: req.method,
							url: req.url,
							type: req.headers['content-type'],
							body: Buffer.concat(chunks).toString(),
						}),
					),
				);
			}
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => server.close());

	it('send JSON and leave empty parts of the query out', async () => {
		const answer = await request<Record<string, string>>(fetch, `${base}/x`, {
			method: 'POST',
			query: { q: '', page: 2, split: undefined },
			json: { a: 1 },
		});
		expect(answer).toEqual({
			method: 'POST',
			url: '/x?page=2',
			type: 'application/json',
			body: '{"a":1}',
		});
		expect(await request(fetch, `${base}/empty`)).toBeUndefined();
	});

	it('throw the problem document, or one that says as much as is known', async () => {
		const thrown = async (address: string) =>
			request(fetch, address).then(
				() => null,
				(cause: unknown) => cause as ApiError,
			);
		expect(await thrown(`${base}/problem`)).toBeInstanceOf(ApiError);
		expect((await thrown(`${base}/problem`))?.problem.code).toBe('attempts_used_up');
		expect((await thrown(`${base}/plain`))?.problem).toMatchObject({
			status: 502,
			code: 'internal',
		});
		expect((await thrown('http://127.0.0.1:1/'))?.problem.code).toBe('unreachable');
	});
});

describe('addresses and types', () => {
	it('keep slashes of file names and escape the rest', () => {
		expect(url.file('chest', 'images/a b#1.png')).toBe(
			'/api/v1/competitions/chest/files/images/a%20b%231.png',
		);
		expect(url.submit('chest', 'my file.csv')).toBe(
			'/api/v1/competitions/chest/submissions?filename=my+file.csv',
		);
		expect(withQuery('/x')).toBe('/x');
	});

	it('name the media type by the file’s end', () => {
		expect(mediaType({ name: 'a.CSV', type: 'application/vnd.ms-excel' })).toBe('text/csv');
		expect(mediaType({ name: 'a.csv.gz', type: '' })).toBe('application/gzip');
		expect(mediaType({ name: 'a.zip', type: '' })).toBe('application/zip');
	});

	it('call a refusal of a proxy by its cause', () => {
		expect(toProblem(413, '<html>').code).toBe('file_too_large');
	});
});
