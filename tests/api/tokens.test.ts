import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreatedToken, Me } from '#lib/api/schemas/accounts';
import { byToken, call, newPerson, NOBODY, openWorld, type World } from './world.ts';

let world: World;
let clock: number;
beforeEach(async () => {
	clock = Date.now();
	world = await openWorld({ now: () => clock });
});
afterEach(() => world.close());

const post = (path: string, json: unknown, who = NOBODY as { headers: Record<string, string> }) =>
	call<Record<string, unknown>>(world.holdout, who, path, { method: 'POST', json });

describe('tokens', () => {
	const make = async (json: Record<string, unknown> = {}) => {
		const person = await newPerson(world.holdout, 'admin');
		const made = await post('/tokens', { name: 'laptop', scopes: ['read'], ...json }, person);
		expect(made.status).toBe(201);
		const token = made.body as unknown as CreatedToken;
		return { person, token, bearer: { headers: { authorization: `Bearer ${token.token}` } } };
	};

	it('are shown once and stored hashed', async () => {
		const { person, token } = await make();
		expect(token.token).toMatch(/^holdout_[A-Za-z]{48}$/);
		expect(token.token.startsWith(token.start)).toBe(true);
		const list = await call(world.holdout, person, '/tokens');
		expect(list.text).not.toContain(token.token);
		const database = readFileSync(join(world.dataDir, 'holdout.db-wal'));
		expect(database.includes(token.token)).toBe(false);
		expect(database.includes(token.id)).toBe(true);
	});

	it('say who they are for and when they were used', async () => {
		const { person, bearer } = await make();
		expect((await call<Me>(world.holdout, bearer, '/me')).body.user?.id).toBe(person.id);
		const { body } = await call<{ tokens: CreatedToken[] }>(world.holdout, person, '/tokens');
		expect(body.tokens[0]?.last_used_at).toBe(new Date(clock).toISOString());
	});

	it('expire to the millisecond, and say so for good', async () => {
		const { bearer, person } = await make({ expires_in_days: 1 });
		clock += 24 * 3600 * 1000 - 1;
		expect((await call(world.holdout, bearer, '/me')).status).toBe(200);
		clock += 1;
		expect(await call(world.holdout, bearer, '/me')).toMatchObject({
			status: 401,
			body: { code: 'expired_token' },
		});
		// Making another one must not sweep the expired one away.
		await byToken(world.holdout, person, ['read']);
		expect((await call(world.holdout, bearer, '/me')).body.code).toBe('expired_token');
	});

	it('can be made to last', async () => {
		const { bearer, token } = await make({ expires_in_days: null });
		expect(token.expires_at).toBeNull();
		clock += 10 * 365 * 24 * 3600 * 1000;
		expect((await call(world.holdout, bearer, '/me')).status).toBe(200);
	});

	it('end at once when revoked, by their owner only', async () => {
		const { person, bearer, token } = await make();
		const other = await newPerson(world.holdout);
		const revoke = (who: typeof other) =>
			call(world.holdout, who, `/tokens/${token.id}`, { method: 'DELETE' });
		expect((await revoke(other)).status).toBe(404);
		expect((await revoke(person)).status).toBe(204);
		expect((await call(world.holdout, bearer, '/me')).body.code).toBe('invalid_token');
	});

	it.each(['Bearer holdout_wrong', 'Bearer x', 'Basic abc', 'Bearer', 'nonsense', 'Bearer a b'])(
		'"%s" is refused, never quietly anonymous',
		async (authorization) => {
			const answer = await call(world.holdout, { headers: { authorization } }, '/competitions');
			expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
		},
	);
});
