/** One's own data, and the removal of an account. */
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Me } from '#lib/api/schemas/accounts';
import { openContest, type Contest } from './contest.ts';
import { predictions } from './small.ts';
import { call, importSmall, newPerson, NOBODY, PASSWORD } from './world.ts';

let contest: Contest;
beforeEach(async () => {
	contest = await openContest();
});
afterEach(() => contest.world.close());

const remove = (json: unknown, who = contest.person) =>
	call(contest.world.holdout, who, '/me', { method: 'DELETE', json });

async function sendOne(): Promise<string> {
	const { body } = await contest.send(predictions(0.8));
	await contest.world.holdout.lifecycle.drain();
	return body.id;
}

const board = async () =>
	(await call<Leaderboard>(contest.world.holdout, NOBODY, '/competitions/small/leaderboard')).body
		.participants;

it('gives everything that is kept of an account, with its files', async () => {
	const id = await sendOne();
	const response = await contest.world.holdout.api.request('/api/v1/me/export', {
		headers: contest.person.headers,
	});
	expect(response.headers.get('content-type')).toBe('application/zip');
	const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
	const account = JSON.parse(strFromU8(files['account.json']!));
	expect(account.account.email).toBe(contest.person.email);
	expect(account.teams).toMatchObject([{ competition: 'small' }]);
	const rows = strFromU8(files['submissions.csv']!).trim().split('\r\n');
	expect(rows).toHaveLength(2);
	expect(rows[1]).toContain(id);
	const sent = Object.keys(files).find((name) => name.startsWith('small/'))!;
	expect(strFromU8(files[sent]!)).toBe(predictions(0.8));
	// Nothing that signs somebody in.
	expect(JSON.stringify(account)).not.toMatch(/password|hash|secret/i);
});

it('removes the account, and leaves the scored file on the board under nobody’s name', async () => {
	await sendOne();
	const before = await board();
	expect((await remove({ email: contest.person.email, password: PASSWORD })).status).toBe(204);
	const me = await call<Me>(contest.world.holdout, contest.person, '/me');
	expect(me.body.user).toBeNull();
	const again = await call(contest.world.holdout, NOBODY, '/api/auth/sign-in/email', {
		method: 'POST',
		json: { email: contest.person.email, password: PASSWORD },
	});
	expect(again.status).toBe(401);
	const after = await board();
	expect(after.map(({ score }) => score)).toEqual(before.map(({ score }) => score));
	expect(after.map(({ name }) => name)).toContain('Former participant');
	expect(JSON.stringify(after)).not.toContain(before[0]!.name);
});

it('asks for the password and the address', async () => {
	const { email } = contest.person;
	expect((await remove({ email })).body).toMatchObject({ code: 'wrong_password' });
	expect((await remove({ email, password: 'wrong' })).body).toMatchObject({
		code: 'wrong_password',
	});
	expect((await remove({ email: 'other@example.org', password: PASSWORD })).status).toBe(400);
	expect((await call<Me>(contest.world.holdout, contest.person, '/me')).body.user).not.toBeNull();
});

it('keeps the last administrator, and the only owner of a competition', async () => {
	const { holdout } = contest.world;
	const organiser = await newPerson(holdout, 'organiser');
	await importSmall(holdout, { slug: 'own' }, organiser.id);
	const owner = await remove({ email: organiser.email, password: PASSWORD }, organiser);
	expect(owner).toMatchObject({ status: 409, body: { code: 'conflict' } });
	expect(owner.text).toContain('only owner of own');
	const admin = await newPerson(holdout, 'admin');
	const { body } = await call<{ users: { id: string; role: string }[] }>(holdout, admin, '/users');
	for (const { id } of body.users.filter(({ role, id }) => role === 'admin' && id !== admin.id))
		await call(holdout, admin, `/users/${id}`, { method: 'PATCH', json: { role: 'participant' } });
	const refused = await remove({ email: admin.email, password: PASSWORD }, admin);
	expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
	expect(refused.text).toContain('last administrator');
});
