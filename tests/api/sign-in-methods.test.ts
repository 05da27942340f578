/** A second factor and one's own account, through the whole server. */
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me, SignInMethods } from '#lib/api/schemas/accounts';
import { fromBase32 } from '../support/base32.ts';
import {
	call,
	cookieOf,
	newPerson,
	NOBODY,
	openWorld,
	PASSWORD,
	type Person,
	type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
});
afterAll(() => world?.close());

type Answer = Record<string, unknown> & { code?: string };
const post = (path: string, json: unknown, who: { headers: Record<string, string> } = NOBODY) =>
	call<Answer>(world.holdout, who, `/api/auth${path}`, {
		method: 'POST',
		json,
		headers: { origin: 'http://localhost' },
	});

const jar = (response: Response) => ({ headers: { cookie: cookieOf(response) } });

/** Sets an authenticator app up. */
async function withApp(who: Person) {
	const enabled = await post('/two-factor/enable', { password: PASSWORD }, who);
	const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] };
	// The URI carries the secret in base 32; better-auth's own helper takes it as text.
	const secret = new URL(totpURI).searchParams.get('secret')!;
	const code = () => createOTP(fromBase32(secret)).totp();
	const verified = await post('/two-factor/verify-totp', { code: await code() }, who);
	return { enabled, verified, backupCodes, code };
}

describe('a second factor', () => {
	it('asks for a code after the password, and no session comes before it', async () => {
		const who = await newPerson(world.holdout);
		const { enabled, verified, code } = await withApp(who);
		expect(enabled.status).toBe(200);
		expect(verified.status).toBe(200);
		const first = await post('/sign-in/email', { email: who.email, password: PASSWORD });
		expect(first.body).toEqual({ second_factor: true });
		const half = jar(first.response);
		expect((await call<Me>(world.holdout, half, '/me')).body.user).toBeNull();
		const wrong = await post('/two-factor/verify-totp', { code: '000000' }, half);
		expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong_code' } });
		const right = await post('/two-factor/verify-totp', { code: await code() }, half);
		expect(right.status).toBe(200);
		expect(JSON.stringify(right.body)).not.toContain('token');
		const session = jar(right.response);
		expect((await call<Me>(world.holdout, session, '/me')).body.user!.email).toBe(who.email);
	});

	it('takes a recovery code once', async () => {
		const who = await newPerson(world.holdout);
		const { backupCodes } = await withApp(who);
		const half = async () =>
			jar((await post('/sign-in/email', { email: who.email, password: PASSWORD })).response);
		const code = backupCodes[0]!;
		expect((await post('/two-factor/verify-backup-code', { code }, await half())).status).toBe(200);
		const again = await post('/two-factor/verify-backup-code', { code }, await half());
		expect(again).toMatchObject({ status: 403, body: { code: 'wrong_code' } });
	});

	it('is set up and taken off with the password only', async () => {
		const who = await newPerson(world.holdout);
		const refused = await post('/two-factor/enable', { password: 'not the password' }, who);
		expect(refused).toMatchObject({ status: 403, body: { code: 'wrong_password' } });
		expect((await post('/two-factor/enable', { password: PASSWORD })).status).toBe(401);
	});

	it('is listed among the ways to sign in, for a session only', async () => {
		const who = await newPerson(world.holdout);
		const methods = () => call<SignInMethods>(world.holdout, who, '/me/sign-in-methods');
		expect((await methods()).body).toEqual({
			...{ password: true, second_factor: false, passkeys: [] },
			...{ oidc: false, oidc_account: null },
		});
		expect((await call(world.holdout, NOBODY, '/me/sign-in-methods')).status).toBe(401);
	});
});

describe('other paths of the account service', () => {
	it.each(['/list-sessions', '/callback/other', '/two-factor/get-totp-uri', '/get-session'])(
		'%s is not there',
		async (path) => {
			const answer = await call(world.holdout, NOBODY, `/api/auth${path}`);
			expect(answer.status).toBe(404);
		},
	);

	it('sends nobody on to another site', async () => {
		for (const callbackURL of [
			'https://elsewhere.example',
			'//elsewhere.example',
			'/\\elsewhere',
		]) {
			const json = { provider: 'oidc', callbackURL };
			expect(await post('/sign-in/social', json)).toMatchObject({
				status: 400,
				body: { code: 'invalid_request' },
			});
		}
	});
});
