/** Signing in through a real OpenID Connect provider (oidc-provider, certified) on loopback. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '#lib/api/schemas/accounts';
import { call, cookieOf, newPerson, NOBODY, openWorld, type World } from './world.ts';

const ORIGIN = 'http://holdout.test:3000';
const SECRET = 'a secret of sixteen and more letters';
let world: World;
let listener: Server;

beforeAll(async () => {
	listener = createServer((request, response) => void provider.callback()(request, response));
	await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
	const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: 'holdout',
				client_secret: SECRET,
				redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`],
			},
		],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
		findAccount: (_, sub) => ({
			accountId: sub,
			claims: () => ({ sub, email: `${sub}@uni.example`, email_verified: true, name: `Dr ${sub}` }),
		}),
		cookies: { keys: ['only for this test'] },
	});
	world = await openWorld({
		origin: ORIGIN,
		oidc: { name: 'University', issuer, clientId: 'holdout', clientSecret: SECRET },
	});
	await newPerson(world.holdout, 'admin');
});
afterAll(async () => {
	await world?.close();
	await new Promise((done) => listener.close(done));
});

/** A browser at the provider: follows its redirects, answers its two forms. */
async function throughProvider(url: string, login: string): Promise<string> {
	const cookies = new Map<string, string>();
	let at = url;
	let form: string | undefined;
	for (let step = 0; step < 12; step++) {
		const response = await fetch(at, {
			redirect: 'manual',
			headers: {
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
			},
			...(form ? { method: 'POST', body: form } : {}),
		});
		form = undefined;
		for (const cookie of response.headers.getSetCookie()) {
			const [name, value] = cookie.split(';')[0]!.split(/=(.*)/s);
			cookies.set(name!, value!);
		}
		const location = response.headers.get('location');
		if (location?.startsWith(ORIGIN)) return location;
		if (location) at = new URL(location, at).href;
		else
			form = (await response.text()).includes('name="login"')
				? `prompt=login&login=${login}&password=any`
				: 'prompt=consent';
	}
	throw new Error('the provider did not send us back');
}

const begin = (callbackURL = '/account') =>
	call<{ url: string; code?: string }>(world.holdout, NOBODY, '/api/auth/sign-in/social', {
		method: 'POST',
		json: { provider: 'oidc', callbackURL, errorCallbackURL: '/sign-in' },
		headers: { origin: ORIGIN },
	});

async function signIn(login: string, change = (address: string) => address) {
	const started = await begin();
	const back = change(await throughProvider(started.body.url, login));
	const who = { headers: { cookie: cookieOf(started.response) } };
	return call(world.holdout, who, back.slice(ORIGIN.length), {});
}

const me = async (response: Response) =>
	(await call<Me>(world.holdout, { headers: { cookie: cookieOf(response) } }, '/me')).body.user;

describe('OpenID Connect', () => {
	it('makes an account at the first sign-in, and finds it at the next', async () => {
		const first = await signIn('mara');
		expect(first.status).toBe(302);
		expect(first.response.headers.get('location')).toBe('/account');
		const user = await me(first.response);
		expect(user).toMatchObject({ email: 'mara@uni.example', name: 'Dr mara', role: 'participant' });
		expect((await me((await signIn('mara')).response))?.id).toBe(user!.id);
	});

	it('does not walk into an account that somebody made with the same address', async () => {
		await call(world.holdout, NOBODY, '/api/auth/sign-up/email', {
			method: 'POST',
			json: { name: 'Squatter', email: 'rosa@uni.example', password: 'correct horse battery' },
		});
		const answer = await signIn('rosa');
		expect(answer.response.headers.get('location')).toMatch(/\/sign-in\?error=account_not_linked/);
		expect(await me(answer.response)).toBeNull();
	});

	it('refuses an answer that was not asked for', async () => {
		const forged = await signIn('eva', (address) => address.replace(/state=[^&]+/, 'state=forged'));
		expect(forged.response.headers.get('location')).toMatch(/error=/);
		expect(await me(forged.response)).toBeNull();
	});

	it('is named for the button, and nothing of its secret is', async () => {
		const { body, text } = await call<Me>(world.holdout, NOBODY, '/me');
		expect(body.sign_in).toEqual({ oidc: 'University', passkey_host: 'holdout.test' });
		expect(text).not.toContain(SECRET);
	});
});

it('without a provider, says so', async () => {
	const plain = await openWorld();
	await newPerson(plain.holdout, 'admin');
	const answer = await call(plain.holdout, NOBODY, '/api/auth/sign-in/social', {
		method: 'POST',
		json: { provider: 'oidc' },
	});
	expect(answer).toMatchObject({ status: 503, body: { code: 'provider_unavailable' } });
	await plain.close();
});
