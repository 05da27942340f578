/** Teams of several: invitations, merging, leaving, and what becomes of attempts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempts } from '#lib/api/schemas/competitions';
import type { Finals } from '#lib/api/schemas/finals';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Team } from '#lib/api/schemas/teams';
import { predictions } from './small.ts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const DAY = 24 * 60 * 60 * 1000;
let world: World;
let clock: number;
let anna: Person;
let bert: Person;
let cara: Person;

beforeEach(async () => {
	clock = Date.UTC(2026, 0, 10, 12);
	world = await openWorld({ now: () => clock });
	await newPerson(world.holdout, 'admin');
	anna = await newPerson(world.holdout, 'participant', 'Anna');
	bert = await newPerson(world.holdout, 'participant', 'Bert');
	cara = await newPerson(world.holdout, 'participant', 'Cara');
});
afterEach(() => world.close());

async function begin(yaml = 'teams: { max_size: 2 }\nlimits: { per_day: 3, final: 1 }') {
	const times = 'opens: 2026-01-01T00:00:00Z\ncloses: 2026-01-30T00:00:00Z';
	await importSmall(world.holdout, { slug: 'run', yaml: `${times}\n${yaml}` });
	for (const who of [anna, bert, cara]) await joinAs(world.holdout, who, 'run');
}
const api = <T = Team & { code: string; problems: { code: string }[] }>(
	who: Person,
	method: string,
	path: string,
	json?: unknown,
) => call<T>(world.holdout, who, `/competitions/run${path}`, { method, json });
const invite = async (who: Person) =>
	(await api<Team>(who, 'POST', '/team/invitation')).body.invite_code!;
const merge = (who: Person, code: string) => api(who, 'POST', '/team/merge', { code });
const send = async (who: Person, skill: number) => {
	clock += 60_000;
	const { body, status } = await submit(world.holdout, who, 'run', predictions(skill));
	await world.holdout.lifecycle.drain();
	return { id: body.id, status };
};
const left = async (who: Person) => (await api<Attempts>(who, 'GET', '/attempts')).body.left;
const board = async () =>
	(await api<Leaderboard>(anna, 'GET', '/leaderboard')).body.participants.map(
		({ name, entries }) => `${name} ${entries}`,
	);

describe('merging', () => {
	it('moves members, submissions and attempts; the better result counts', async () => {
		await begin();
		await send(anna, 0.3);
		await send(bert, 0.8);
		await send(cara, 0.5);
		expect(await board()).toEqual(['Bert 1', 'Cara 1', 'Anna 1']);
		const code = await invite(anna);
		const { status, body } = await merge(bert, code);
		expect(status).toBe(200);
		expect(body.members.map(({ name, captain }) => [name, captain])).toEqual([
			['Anna', true],
			['Bert', false],
		]);
		expect(await board()).toEqual(['Anna 2', 'Cara 1']);
		expect([await left(anna), await left(bert)]).toEqual([1, 1]);
		expect((await send(bert, 0.2)).status).toBe(202);
		expect((await send(anna, 0.2)).status).toBe(429);
		// A third would be too many.
		const full = await merge(cara, code);
		expect([full.status, full.body.problems.map((one) => one.code)]).toEqual([
			422,
			['team_too_large'],
		]);
	});

	it('is refused where both made more submissions than one team could have', async () => {
		await begin('teams: { max_size: 3 }\nlimits: { per_day: 3 }');
		// On the tenth day one team could have made 30.
		const seen = await api<Team>(anna, 'GET', '/team');
		expect(seen.body.most_attempts).toBe(30);
		clock = Date.UTC(2026, 0, 1, 1);
		for (const skill of [0.1, 0.2]) await send(anna, skill);
		for (const skill of [0.3, 0.4]) await send(bert, skill);
		const refused = await merge(bert, await invite(anna));
		expect(refused.body.problems.map(({ code }) => code)).toEqual(['too_many_attempts']);
		expect((await api<Team>(bert, 'GET', '/team')).body.members).toHaveLength(1);
		clock += DAY;
		expect((await merge(bert, await invite(anna))).status).toBe(200);
	});

	it('of two at once into a team with one place: one is refused', async () => {
		await begin();
		const code = await invite(anna);
		const answers = await Promise.all([merge(bert, code), merge(cara, code)]);
		expect(answers.map(({ status }) => status === 200).sort()).toEqual([false, true]);
		expect((await api<Team>(anna, 'GET', '/team')).body.members).toHaveLength(2);
	});

	it('keeps the choice of finals if it fits, or clears it', async () => {
		await begin();
		const [a, b] = [await send(anna, 0.3), await send(bert, 0.5)];
		await api(anna, 'PUT', '/finals', { submissions: [a.id] });
		await api(bert, 'PUT', '/finals', { submissions: [b.id] });
		await merge(bert, await invite(anna));
		expect((await api<Finals>(anna, 'GET', '/finals')).body.chosen).toEqual([]);
		const again = await api<Finals>(anna, 'PUT', '/finals', { submissions: [b.id] });
		expect(again.body.chosen).toEqual([b.id]);
	});

	it('a submission that is still waiting counts for the new team', async () => {
		await begin();
		await submit(world.holdout, bert, 'run', predictions(0.7));
		await merge(bert, await invite(anna));
		await world.holdout.lifecycle.drain();
		expect(await board()).toEqual(['Anna 1']);
	});

	it('not with a wrong code, a void one, one’s own, after the deadline, or without teams', async () => {
		await begin('teams: { max_size: 2, merge_deadline: 2026-01-12T00:00:00Z }');
		expect((await merge(bert, 'nothing')).body.code).toBe('wrong_code');
		const first = await invite(anna);
		expect((await merge(anna, first)).body.code).toBe('wrong_code');
		const second = await invite(anna);
		expect((await merge(bert, first)).body.code).toBe('wrong_code');
		clock = Date.UTC(2026, 0, 12);
		expect((await merge(bert, second)).body.code).toBe('conflict');
		expect((await api(anna, 'POST', '/team/invitation')).body.code).toBe('conflict');
		expect((await api<Team>(anna, 'GET', '/team')).body.can_change).toBe(false);
	});
});

describe('leaving', () => {
	it('gains no attempts, and leaves the submissions to the team', async () => {
		await begin();
		await merge(bert, await invite(anna));
		for (const skill of [0.3, 0.4]) await send(bert, skill);
		expect((await api(bert, 'POST', '/team/leave')).body.members).toHaveLength(1);
		// Bert's two still count for him, and for the team that he left.
		expect([await left(anna), await left(bert)]).toEqual([1, 1]);
		expect(await board()).toEqual(['Anna 2']);
		expect((await send(bert, 0.5)).status).toBe(202);
		expect((await send(bert, 0.6)).status).toBe(429);
		expect((await api(bert, 'POST', '/team/leave')).status).toBe(409);
		// The code that he knows is void.
		expect((await api<Team>(anna, 'GET', '/team')).body.invite_code).toBeNull();
	});

	it('captains remove, rename and hand on; others do not', async () => {
		await begin();
		await merge(bert, await invite(anna));
		for (const [method, path, json] of [
			['PATCH', '/team', { name: 'Mine' }],
			['POST', '/team/invitation', undefined],
			['DELETE', `/team/members/${anna.id}`, undefined],
		] as const) {
			expect((await api(bert, method, path, json)).status).toBe(403);
		}
		const handed = await api(anna, 'PATCH', '/team', { name: 'Both', captain: bert.id });
		expect([handed.body.name, handed.body.captain]).toEqual(['Both', false]);
		expect((await api(bert, 'DELETE', `/team/members/${cara.id}`)).status).toBe(409);
		expect((await api(bert, 'DELETE', `/team/members/${anna.id}`)).body.members).toHaveLength(1);
		expect((await api<Team>(anna, 'GET', '/team')).body.name).toBe('Anna');
	});
});

it('without teams everyone is a team of one, as ever', async () => {
	await begin('limits: { per_day: 3 }');
	const { body } = await api<Team>(anna, 'GET', '/team');
	expect(body).toMatchObject({ max_size: 1, can_change: false, captain: true });
	expect((await api(anna, 'POST', '/team/invitation')).status).toBe(409);
});
