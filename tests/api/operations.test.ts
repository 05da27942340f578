import { afterEach, beforeEach, expect, it } from 'vitest';
import { startOperations } from '../../src/cli/serve/operations.ts';
import { createWebServer } from '../../src/cli/serve/http-server.ts';
import { createHealth, probe } from '#lib/server/operations/health';
import { freePort } from '../support/server.ts';
import { importSmall, joinAs, newPerson, openWorld, submit, type World } from './world.ts';
import { predictions } from './small.ts';

let world: World;
let port: number;
beforeEach(async () => {
	port = await freePort();
	world = await openWorld({ metrics: { host: '127.0.0.1', port } });
});
afterEach(() => world.close());

const get = async (at: number, path: string) => {
	const answer = await fetch(`http://127.0.0.1:${at}${path}`);
	return { status: answer.status, text: await answer.text() };
};

it('counts submissions and requests, and says nothing of persons', async () => {
	const { holdout } = world;
	const operations = await startOperations(holdout, createHealth(holdout));
	await newPerson(holdout, 'admin');
	await importSmall(holdout, { slug: 'secret-name' });
	const person = await newPerson(holdout);
	await joinAs(holdout, person, 'secret-name');
	await submit(holdout, person, 'secret-name', predictions(0.5));
	operations.metrics!.answered({
		...{ method: 'GET', path: '/api/v1/competitions/secret-name', status: 200, seconds: 0.02 },
	});
	const waiting = await get(port, '/metrics');
	expect(waiting.text).toContain('holdout_submissions{status="received"} 1');
	expect(waiting.text).toMatch(/holdout_oldest_waiting_seconds 0\.\d/);
	expect(waiting.text).toMatch(
		/holdout_request_seconds_count\{kind="api",method="GET",status="2xx"\} 1/,
	);
	await holdout.lifecycle.drain();
	const scored = await get(port, '/metrics');
	expect(scored.text).toContain('holdout_submissions{status="scored"} 1');
	expect(scored.text).toContain('holdout_oldest_waiting_seconds 0\n');
	expect(scored.text).not.toMatch(/secret-name|example\.org/);
	expect((await get(port, '/elsewhere')).status).toBe(404);
	expect((await get(port, '/readyz')).status).toBe(200);
	await operations.close();
});

it('is ready while its database answers and it is not leaving', async () => {
	const health = createHealth(world.holdout);
	const web = createWebServer((_req, res) => res.end('site'), {
		probe: (path) => probe(health, path),
		leave: () => health.leave(),
	});
	const site = await freePort();
	await web.listen({ host: '127.0.0.1', port: site, url: '' });
	expect(await get(site, '/healthz')).toEqual({ status: 200, text: 'ok\n' });
	expect((await get(site, '/readyz')).status).toBe(200);
	expect((await get(site, '/')).text).toBe('site');
	expect((await get(site, '/healthz-of-something')).text).toBe('site');
	health.leave();
	expect((await get(site, '/readyz')).status).toBe(503);
	expect((await get(site, '/healthz')).status).toBe(200);
	await web.close();
});

it('is not ready without its database', async () => {
	const health = createHealth({
		...world.holdout,
		db: new Proxy(world.holdout.db, {
			get: (db, name) =>
				name === 'get' ? () => new Promise(() => undefined) : Reflect.get(db, name),
		}),
	});
	expect(await health.ready()).toBe(false);
	expect(world.logged.some(({ msg }) => msg === 'not ready')).toBe(true);
});
