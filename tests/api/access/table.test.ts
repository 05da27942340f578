/**
 * The access table over the whole API: every route × everyone. The routes come from the OpenAPI
 * document, so that a new one without a row fails. Whatever is answered is searched for secrets that
 * were planted in the solution.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../read-body.ts';
import { openWorld, type World as Opened } from '../world.ts';
import { ACTORS, openCast, type Actor, type World } from './actors.ts';
import { textsOf } from './canary.ts';
import { parametersOf, ROWS } from './rows/index.ts';
import type { Row } from './rows/row.ts';

let opened: Opened;
let world: World;
beforeAll(async () => {
	opened = await openWorld();
	world = await openCast(opened.holdout);
});
afterAll(() => opened.close());

/** One request of one actor: status, code of the refusal, and all the text that came. */
async function ask(route: string, row: Row, actor: Actor) {
	const [method, path] = route.split(' ') as [string, string];
	const parameters = parametersOf(route, world);
	const own = row.path ? row.path(path.replace('{slug}', 'table'), world) : path;
	const filled = own.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? 'nothing');
	const { json, type, body } = row.send?.() ?? {};
	const response = await opened.holdout.api.request(`/api/v1${filled}`, {
		method,
		headers: {
			...world.headers[actor],
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...(type ? { 'content-type': type } : {}),
		},
		...(method === 'GET' ? {} : { body: json === undefined ? body : JSON.stringify(json) }),
	});
	const text = textsOf(await bytesOf(response));
	const isProblem = response.headers.get('content-type')?.includes('problem+json');
	const code = isProblem ? (JSON.parse(text) as { code: string }).code : undefined;
	return { status: response.status, code, text };
}

async function routes(): Promise<string[]> {
	const answer = await opened.holdout.api.request('/api/v1/openapi.json');
	const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
	);
}

it('every route has a row, and every row a route', async () => {
	const all = await routes();
	const lacking = all.filter((route) => !Object.hasOwn(ROWS, route));
	expect(lacking, 'add a row for each to tests/api/access/rows/: who is answered what').toEqual([]);
	const gone = Object.keys(ROWS).filter((route) => !all.includes(route));
	expect(gone, 'these routes are no more: take their rows out of tests/api/access/rows/').toEqual(
		[],
	);
});

describe('is answered as the table says, without a planted secret', () => {
	it.each(Object.entries(ROWS))('%s', async (route, row) => {
		const answers: Record<string, unknown> = {};
		for (const actor of ACTORS) {
			const { status, code, text } = await ask(route, row, actor);
			if (row.undo && status < 300) {
				const undone = await opened.holdout.api.request(`/api/v1${row.undo(world)}`, {
					...{ method: 'POST', headers: world.headers.owner },
				});
				expect(undone.status).toBe(200);
			}
			answers[actor] = code === undefined ? status : [status, code];
			const found = world.canaries.filter((canary) => text.includes(canary));
			// The export is the one place, and only where it is given.
			expect(found, `${route} for ${actor}`).toEqual(
				row.solution && status === 200 ? found.filter(Boolean) : [],
			);
			if (row.solution && status === 200) expect(found.length).toBeGreaterThan(2);
		}
		expect(answers).toEqual(row.answers);
	});
});

it('and no line of the log holds one', () => {
	const lines = JSON.stringify(opened.logged);
	expect(lines.length).toBeGreaterThan(10_000);
	expect(world.canaries.filter((canary) => lines.includes(canary))).toEqual([]);
});
