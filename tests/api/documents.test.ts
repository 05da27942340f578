import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ProblemDocument } from '#lib/api/schemas/common';
import { ERRORS } from '#lib/server/errors';
import {
	call,
	importSmall,
	newPerson,
	NOBODY,
	openWorld,
	type Person,
	type World,
} from './world.ts';

let world: World;
let person: Person;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
	person = await newPerson(world.holdout);
	await importSmall(world.holdout, { slug: 'small' });
});
afterAll(() => world.close());

interface Operation {
	summary?: string;
	tags?: string[];
	responses: Record<string, unknown>;
}
interface OpenApi {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, { type?: unknown }> };
}

const openApi = async () => (await call<OpenApi>(world.holdout, NOBODY, '/openapi.json')).body;

it('describes every route that the application answers', async () => {
	const { paths, openapi } = await openApi();
	expect(openapi).toBe('3.1.0');
	const described = Object.entries(paths).flatMap(([path, methods]) =>
		Object.keys(methods).map((method) => `${method} ${path}`),
	);
	const served = world.holdout.api.routes
		.filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
		.map(({ path, method }) => {
			const template = path.replace('/api/v1', '').replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
			return `${method.toLowerCase()} ${template}`;
		})
		.filter((route) => !['get /openapi.json', 'get /healthz'].includes(route));
	expect(described.sort()).toEqual([...new Set(served)].sort());
	for (const methods of Object.values(paths)) {
		for (const { summary, tags, responses } of Object.values(methods)) {
			expect(summary).toBeTruthy();
			expect(tags).toHaveLength(1);
			expect(responses).toHaveProperty('default');
		}
	}
});

it('has no component that is null by accident', async () => {
	const { components } = await openApi();
	for (const [name, { type }] of Object.entries(components.schemas)) {
		// Where null was meant, it is written at the use; a component of its own may be an enumeration.
		expect(Array.isArray(type), name).toBe(false);
	}
	expect(Object.keys(components.schemas)).toEqual(
		expect.arrayContaining(['User', 'Competition', 'Submission', 'Leaderboard', 'Problem']),
	);
});

it('has a page that needs no other host and no inline script', async () => {
	const page = await call(world.holdout, NOBODY, '/api/docs');
	expect(page.response.headers.get('content-security-policy')).toContain("script-src 'self'");
	expect(page.text).not.toMatch(/https?:\/\//);
	expect(page.text).not.toMatch(/<script>|<script [^>]*>[^<]/);
	const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
	expect(assets.length).toBeGreaterThan(3);
	for (const asset of assets) {
		expect((await call(world.holdout, NOBODY, asset)).status, asset).toBe(200);
	}
	const traversal = await call(world.holdout, NOBODY, '/api/docs/..%2Fpackage.json');
	expect(traversal.status).toBe(404);
});

it.each([
	['/api/v1/nothing', 'GET', 404, 'not_found'],
	['/api/nothing', 'GET', 404, 'not_found'],
	['/api/v1/competitions', 'DELETE', 404, 'not_found'],
	['/api/v1/competitions/none', 'GET', 404, 'not_found'],
	['/api/auth/nothing', 'GET', 404, 'not_found'],
])('%s %s is a problem document', async (path, method, status, code) => {
	const answer = await call<z.infer<typeof ProblemDocument>>(world.holdout, NOBODY, path, {
		method,
	});
	expect(answer.response.headers.get('content-type')).toBe('application/problem+json');
	expect(answer.body).toMatchObject({ status, code, type: `urn:holdout:problem:${code}` });
	expect(answer.status).toBe(status);
});

it('says what does not fit a schema, and where', async () => {
	const post = (init: { json?: unknown; body?: string; type?: string }) =>
		call<z.infer<typeof ProblemDocument>>(world.holdout, person, '/tokens', {
			method: 'POST',
			...init,
		});
	const wrong = await post({ json: { name: '', scopes: ['everything'] } });
	expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
	expect(wrong.body.problems!.map(({ column }) => column)).toEqual(['name', 'scopes.0']);
	expect(await post({ body: '{', type: 'application/json' })).toMatchObject({
		status: 400,
		body: { code: 'invalid_request' },
	});
	expect(await post({ body: 'name=x', type: 'application/x-www-form-urlencoded' })).toMatchObject({
		status: 415,
	});
	const huge = JSON.stringify({ name: 'x'.repeat(1_100_000) });
	expect(await post({ body: huge, type: 'application/json' })).toMatchObject({ status: 413 });
});

it('sends every answer with headers that keep it data', async () => {
	for (const path of ['/competitions', '/nothing', '/competitions/small/sample-submission.csv']) {
		const { headers } = (await call(world.holdout, NOBODY, path)).response;
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(headers.get('cache-control')).toBeTruthy();
	}
});

it('answers 304 to whoever has the format already', async () => {
	const path = '/competitions/small/format';
	const first = await call(world.holdout, NOBODY, path);
	const etag = first.response.headers.get('etag')!;
	const again = await call(world.holdout, NOBODY, path, { headers: { 'if-none-match': etag } });
	expect([first.status, again.status, again.text]).toEqual([200, 304, '']);
	expect(first.body).toMatchObject({
		id: 'image',
		labels: ['Effusion', 'Nodule'],
		rankBased: true,
	});
});

it('compresses JSON and not downloads, and still knows what the reader has', async () => {
	const gzip = { 'accept-encoding': 'gzip' };
	const path = '/competitions/small/format';
	const first = await world.holdout.api.request(`/api/v1${path}`, { headers: gzip });
	expect(first.headers.get('content-encoding')).toBe('gzip');
	const etag = first.headers.get('etag')!;
	const again = await call(world.holdout, NOBODY, path, {
		headers: { ...gzip, 'if-none-match': etag },
	});
	expect(again.status).toBe(304);
	const sample = '/competitions/small/sample-submission.csv';
	const file = await world.holdout.api.request(`/api/v1${sample}`, { headers: gzip });
	expect(file.headers.get('content-encoding')).toBeNull();
	expect(Number(file.headers.get('content-length'))).toBe((await file.arrayBuffer()).byteLength);
});

it('gives each code one status of the right class', () => {
	for (const [code, [status, title]] of Object.entries(ERRORS)) {
		expect(status >= 400 && status < 600, code).toBe(true);
		expect(title, code).not.toMatch(/\.$/);
	}
});

it('shows an id and nothing of the inside when something is broken', async () => {
	rmSync(join(world.dataDir, 'files'), { recursive: true });
	const answer = await call<z.infer<typeof ProblemDocument>>(
		world.holdout,
		NOBODY,
		'/competitions/small/sample-submission.csv',
	);
	expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
	expect(Object.keys(answer.body).sort()).toEqual([
		'code',
		'error_id',
		'remedy',
		'status',
		'title',
		'type',
	]);
	const entry = world.logged.find(({ level }) => level === 50) as unknown as { error_id: string };
	expect(entry.error_id).toBe(answer.body.error_id);
	expect(answer.text).not.toContain(world.dataDir);
});
