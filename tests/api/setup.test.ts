import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me, User } from '#lib/api/schemas/accounts';
import { call, cookieOf, NOBODY, openWorld, PASSWORD, type World } from './world.ts';

let world: World;
beforeEach(async () => {
	world = await openWorld();
});
afterEach(() => world.close());

const post = (path: string, json: unknown) =>
	call<Record<string, unknown>>(world.holdout, NOBODY, path, { method: 'POST', json });

const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD };

describe('first run', () => {
	const token = () => readFileSync(join(world.dataDir, 'setup-token'), 'utf8').trim();

	it('prints a link with a token that only the owner can read', async () => {
		const link = await world.holdout.setupLink('http://localhost:3000/');
		expect(link).toBe(`http://localhost:3000/setup?token=${token()}`);
		expect(statSync(join(world.dataDir, 'setup-token')).mode & 0o777).toBe(0o600);
		expect(statSync(join(world.dataDir, 'secret')).mode & 0o777).toBe(0o600);
		expect(token().length).toBeGreaterThan(40);
	});

	it('lets nobody sign up before there is an administrator', async () => {
		const refused = await post('/api/auth/sign-up/email', ada);
		expect(refused).toMatchObject({ status: 409, body: { code: 'setup_required' } });
		expect((await call<Me>(world.holdout, NOBODY, '/me')).body.setup_required).toBe(true);
	});

	it('makes the first account administrator, signed in, once', async () => {
		const request = { ...ada, token: token() };
		const made = await post('/setup', request);
		expect(made).toMatchObject({ status: 201, body: { role: 'admin', email: ada.email } });
		const me = await call<Me>(
			world.holdout,
			{ headers: { cookie: cookieOf(made.response) } },
			'/me',
		);
		expect(me.body).toMatchObject({ user: { name: 'Ada', role: 'admin' }, setup_required: false });
		expect(existsSync(join(world.dataDir, 'setup-token'))).toBe(false);
		expect(await post('/setup', request)).toMatchObject({
			status: 409,
			body: { code: 'setup_done' },
		});
		expect(await world.holdout.setupLink('http://localhost')).toBeNull();
		const next = await post('/api/auth/sign-up/email', { ...ada, email: 'b@example.org' });
		expect(next).toMatchObject({ status: 200, body: { user: { role: 'participant' } } });
	});

	it('refuses a wrong token and a short password', async () => {
		const wrong = await post('/setup', { ...ada, token: 'guess' });
		expect(wrong).toMatchObject({ status: 403, body: { code: 'invalid_setup_token' } });
		const short = await post('/setup', { ...ada, password: 'short', token: token() });
		expect(short).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
		expect(short.body.problems).toMatchObject([{ column: 'password' }]);
	});

	it('makes one administrator, however many use the link at once', async () => {
		const used = token();
		const answers = await Promise.all(
			Array.from({ length: 8 }, (_, i) =>
				post('/setup', { ...ada, email: `a${i}@example.org`, token: used }),
			),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
		const { headers } = answers.find(({ status }) => status === 201)!.response;
		const admin = { headers: { cookie: headers.getSetCookie()[0]!.split(';')[0]! } };
		const { body } = await call<{ users: User[] }>(world.holdout, admin, '/users');
		expect(body.users).toHaveLength(1);
	});
});
