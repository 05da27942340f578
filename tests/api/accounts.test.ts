import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me, User } from '#lib/api/schemas/accounts';
import { call, cookieOf, newPerson, NOBODY, openWorld, PASSWORD, type World } from './world.ts';

let world: World;
let clock: number;
beforeEach(async () => {
	clock = Date.now();
	world = await openWorld({ now: () => clock });
});
afterEach(() => world.close());

const post = (path: string, json: unknown, who = NOBODY as { headers: Record<string, string> }) =>
	call<Record<string, unknown>>(world.holdout, who, path, { method: 'POST', json });

const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD };

describe('signing in', () => {
	it('never lets a sign-up choose its role', async () => {
		await newPerson(world.holdout, 'admin');
		const answer = await post('/api/auth/sign-up/email', { ...ada, role: 'admin' });
		const cookie = { headers: { cookie: cookieOf(answer.response) } };
		const me = await call<Me>(world.holdout, cookie, '/me');
		expect(me.body.user?.role ?? 'none').not.toBe('admin');
	});

	it('answers a wrong password and an unknown address alike', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const attempt = (email: string) =>
			post('/api/auth/sign-in/email', { email, password: 'not the password' });
		const wrong = await attempt(person.email);
		const unknown = await attempt('nobody@example.org');
		expect(wrong).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } });
		expect(unknown.text).toBe(wrong.text);
	});

	it('is limited for an account, and free again a minute later', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const attempt = (email = person.email) =>
			post('/api/auth/sign-in/email', { email, password: 'not the password' });
		const statuses: number[] = [];
		for (let i = 0; i < 11; i++) statuses.push((await attempt()).status);
		// newPerson signed in once.
		expect(statuses).toEqual([...Array(9).fill(401), 429, 429]);
		const refused = await attempt();
		expect(refused.body.code).toBe('rate_limited');
		expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await attempt('someone-else@example.org')).status).toBe(401);
		clock += 60_000;
		expect((await attempt()).status).toBe(401);
	});

	it('is limited for an address too, whatever it says about itself', async () => {
		await newPerson(world.holdout, 'admin');
		const attempt = (i: number) =>
			call(world.holdout, NOBODY, '/api/auth/sign-in/email', {
				method: 'POST',
				json: { email: `guess-${i}@example.org`, password: 'not the password' },
				headers: { 'x-holdout-address': `10.0.0.${i}`, 'x-forwarded-for': `10.0.1.${i}` },
			});
		const answers = await Promise.all(Array.from({ length: 62 }, (_, i) => attempt(i)));
		const statuses = answers.map(({ status }) => status);
		// 60 in a minute, of which newPerson used one.
		expect(statuses.filter((status) => status === 401)).toHaveLength(59);
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(3);
		expect(refused[0]!.body.code).toBe('rate_limited');
		expect(Number(refused[0]!.response.headers.get('retry-after'))).toBeGreaterThan(0);
	});

	it('keeps the session cookie from scripts and from other sites', async () => {
		await newPerson(world.holdout, 'admin');
		const answer = await post('/api/auth/sign-up/email', ada);
		const cookie = answer.response.headers.getSetCookie()[0]!;
		expect(cookie).toMatch(/^holdout\.session_token=/);
		expect(cookie).toMatch(/HttpOnly/i);
		expect(cookie).toMatch(/SameSite=Lax/i);
		expect(cookie).not.toMatch(/Secure/i);
	});

	it('marks the cookie Secure where the site is served over https', async () => {
		const secure = await openWorld({ origin: 'https://holdout.example.org' });
		await newPerson(secure.holdout, 'admin');
		const answer = await call(secure.holdout, NOBODY, '/api/auth/sign-up/email', {
			method: 'POST',
			json: ada,
		});
		expect(answer.response.headers.getSetCookie()[0]).toMatch(/^__Secure-holdout.*Secure/i);
		await secure.close();
	});

	it('refuses what a page of another site sends with the cookie', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const send = (headers: Record<string, string>) =>
			call(world.holdout, person, '/tokens', {
				method: 'POST',
				json: { name: 'x', scopes: ['read'] },
				headers,
			});
		expect(await send({ origin: 'https://evil.example' })).toMatchObject({ status: 403 });
		expect(await send({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
		expect(await send({ origin: 'http://localhost:9999', host: 'localhost:3000' })).toMatchObject({
			status: 403,
		});
		expect(await send({ origin: 'http://localhost:3000', host: 'localhost:3000' })).toMatchObject({
			status: 201,
		});
		expect(await send({})).toMatchObject({ status: 201 });
	});

	it('hands the session to the browser in the cookie only', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const signedIn = await post('/api/auth/sign-in/email', {
			email: person.email,
			password: PASSWORD,
		});
		const token = decodeURIComponent(cookieOf(signedIn.response)).split('=')[1]!.split('.')[0]!;
		expect(token.length).toBeGreaterThan(20);
		expect(signedIn.text).not.toContain(token);
	});

	it.each([
		[{ name: 'x'.repeat(81) }, 'name'],
		[{ name: ' \u202e ' }, 'name'],
		[{ email: 'not an address' }, 'email'],
		[{ password: 'short' }, 'password'],
		[{ password: 'x'.repeat(129) }, 'password'],
	])('refuses to sign up with %j', async (change, column) => {
		await newPerson(world.holdout, 'admin');
		const answer = await post('/api/auth/sign-up/email', { ...ada, ...change });
		expect(answer).toMatchObject({
			status: 400,
			body: { code: 'invalid_request', problems: [{ column }] },
		});
	});

	it('lets nobody sign up twice, and changes a password only with the old one', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const again = await post('/api/auth/sign-up/email', {
			...ada,
			email: person.email.toUpperCase(),
		});
		expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
		const host = { host: 'localhost', origin: 'http://localhost' };
		const change = (currentPassword: string) =>
			call(
				world.holdout,
				{ headers: { ...person.headers, ...host } },
				'/api/auth/change-password',
				{
					method: 'POST',
					json: { currentPassword, newPassword: 'another good one' },
				},
			);
		expect(await change('not the password')).toMatchObject({
			status: 403,
			body: { code: 'wrong_password' },
		});
		expect((await change(PASSWORD)).status).toBe(200);
		const signIn = (password: string) =>
			post('/api/auth/sign-in/email', { email: person.email, password });
		expect((await signIn(PASSWORD)).status).toBe(401);
		expect((await signIn('another good one')).status).toBe(200);
	});

	it('forgets who signed out', async () => {
		const person = await newPerson(world.holdout, 'admin');
		const host = { host: 'localhost', origin: 'http://localhost' };
		const out = await call(world.holdout, person, '/api/auth/sign-out', {
			method: 'POST',
			json: {},
			headers: host,
		});
		expect(out.status).toBe(200);
		expect((await call<Me>(world.holdout, person, '/me')).body.user).toBeNull();
	});

	it('offers nothing of the account service but what is used', async () => {
		const person = await newPerson(world.holdout, 'admin');
		for (const path of [
			'/api-key/create',
			'/api-key/list',
			'/delete-user',
			'/request-password-reset',
		]) {
			const answer = await call(world.holdout, person, `/api/auth${path}`, {
				method: 'POST',
				json: {},
			});
			expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
		}
	});
});

describe('roles', () => {
	it('count at once', async () => {
		const admin = await newPerson(world.holdout, 'admin');
		const person = await newPerson(world.holdout);
		expect((await call(world.holdout, person, '/users')).status).toBe(403);
		const patch = (who: typeof admin, id: string, role: string) =>
			call(world.holdout, who, `/users/${id}`, { method: 'PATCH', json: { role } });
		expect(await patch(admin, person.id, 'admin')).toMatchObject({
			status: 200,
			body: { role: 'admin' },
		});
		expect((await call(world.holdout, person, '/users')).status).toBe(200);
		expect((await patch(person, admin.id, 'participant')).status).toBe(200);
		expect((await call(world.holdout, admin, '/users')).status).toBe(403);
	});

	it('never leave the site without an administrator', async () => {
		const admin = await newPerson(world.holdout, 'admin');
		const answer = await call(world.holdout, admin, `/users/${admin.id}`, {
			method: 'PATCH',
			json: { role: 'participant' },
		});
		expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
		expect((await call(world.holdout, admin, '/users')).status).toBe(200);
	});

	it('are found by part of name or address, with % and _ meaning themselves', async () => {
		const admin = await newPerson(world.holdout, 'admin', 'Root');
		await newPerson(world.holdout, 'participant', '100% sure');
		const find = async (q: string) =>
			(
				await call<{ users: User[] }>(world.holdout, admin, `/users?q=${encodeURIComponent(q)}`)
			).body.users.map(({ name }) => name);
		expect(await find('roo')).toEqual(['Root']);
		expect(await find('100%')).toEqual(['100% sure']);
		expect(await find('%')).toEqual(['100% sure']);
		expect(await find('')).toHaveLength(2);
	});
});

it('writes no name, address or password to the log', async () => {
	const person = await newPerson(world.holdout, 'admin', 'Secretive Sam');
	await post('/api/auth/sign-in/email', { email: person.email, password: 'not the password' });
	await post('/api/auth/sign-up/email', { ...ada, email: person.email });
	await post('/api/auth/sign-in/email', { email: 'not an address', password: 'x' });
	const text = JSON.stringify(world.logged);
	for (const secret of [
		person.email,
		'Secretive',
		'not an address',
		PASSWORD,
		'not the password',
	]) {
		expect(text).not.toContain(secret);
	}
	expect(world.logged.filter(({ level }) => level > 40)).toEqual([]);
});
