/** Who may take part: everyone, a code, a domain, a list, approval. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { JoinRequestList } from '#lib/api/schemas/joining';
import { readCompetitionFolder, unzipFolder } from '#lib/competition-folder/index';
import { smallCompetition } from './small.ts';
import { call, importSmall, newPerson, openWorld, type Person, type World } from './world.ts';

let world: World;
let organiser: Person;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
	organiser = await newPerson(world.holdout, 'organiser');
});
afterAll(() => world.close());

const make = (slug: string, join: string) =>
	importSmall(world.holdout, { slug, yaml: `join: ${join}` }, organiser.id);
const join = (who: Person, slug: string, more = {}) =>
	call<CompetitionDetail & { code: string; detail: string }>(
		...([world.holdout, who, `/competitions/${slug}/join`] as const),
		{ method: 'POST', json: { accept_rules: true, ...more } },
	);
const seenBy = async (who: { headers: Record<string, string> }, slug: string) =>
	(await call<CompetitionDetail>(world.holdout, who, `/competitions/${slug}`)).body;

it('a code, which only organisers see and nobody can guess for long', async () => {
	await make('coded', '{ who: code, code: Radiology-26 }');
	const person = await newPerson(world.holdout);
	expect((await join(person, 'coded')).body.code).toBe('wrong_code');
	expect((await join(person, 'coded', { code: 'radiology-26' })).body.code).toBe('wrong_code');
	expect((await seenBy(person, 'coded')).join).toEqual({
		...{ who: 'code', domains: [], code: null, emails: null },
	});
	expect((await seenBy(organiser, 'coded')).join.code).toBe('Radiology-26');
	const joined = await join(person, 'coded', { code: ' Radiology-26 ' });
	expect(joined.body.viewer.team).not.toBeNull();
	const guesser = await newPerson(world.holdout);
	for (let i = 0; i < 10; i++) await join(guesser, 'coded', { code: `guess-${i}` });
	const stopped = await join(guesser, 'coded', { code: 'Radiology-26' });
	expect([stopped.status, stopped.body.code]).toEqual([429, 'rate_limited']);
});

it('a domain', async () => {
	await make('domain', '{ who: domain, domains: [Example.org] }');
	await make('elsewhere', '{ who: domain, domains: [uni.edu, example.org.evil.net] }');
	const person = await newPerson(world.holdout);
	expect((await join(person, 'domain')).status).toBe(200);
	const refused = await join(person, 'elsewhere');
	expect([refused.status, refused.body.code]).toEqual([403, 'join_refused']);
	expect(refused.body.detail).toContain('uni.edu');
});

it('a list, which only organisers see', async () => {
	const person = await newPerson(world.holdout);
	await make('list', `{ who: list, emails: [${person.email.toUpperCase()}] }`);
	expect((await join(await newPerson(world.holdout), 'list')).body.code).toBe('join_refused');
	expect((await seenBy(person, 'list')).join.emails).toBeNull();
	expect((await seenBy(organiser, 'list')).join.emails).toEqual([person.email]);
	expect((await join(person, 'list')).status).toBe(200);
	// Kept where settings change, and out of the log, which is never deleted.
	await call(world.holdout, organiser, '/competitions/list', {
		...{ method: 'PATCH', json: { join: { who: 'list', emails: ['a@b.example'] } } },
	});
	const log = await call(world.holdout, organiser, '/competitions/list/audit');
	expect(log.text).not.toContain(person.email);
	expect(log.text).not.toContain('a@b.example');
});

it('approval: asked, declined, let in after all', async () => {
	await make('approval', '{ who: approval }');
	const [yes, no] = [await newPerson(world.holdout), await newPerson(world.holdout)];
	const asked = await join(yes, 'approval', { team_name: 'Yes', note: 'Please' });
	expect(asked.body.viewer).toMatchObject({ team: null, join_request: 'pending' });
	expect(asked.body.joined).toBe(false);
	await join(no, 'approval', { team_name: 'No' });
	const path = '/competitions/approval/join-requests';
	const list = await call<JoinRequestList>(world.holdout, organiser, path);
	expect(list.body.requests.map(({ team_name, note }) => [team_name, note])).toEqual([
		['Yes', 'Please'],
		['No', ''],
	]);
	const decide = (who: Person, decision: string) =>
		call<JoinRequestList>(world.holdout, organiser, `${path}/${who.id}`, {
			...{ method: 'POST', json: { decision } },
		});
	const twice = await Promise.all([decide(yes, 'approve'), decide(yes, 'approve')]);
	expect(twice.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
	expect((await seenBy(yes, 'approval')).viewer.team!.name).toBe('Yes');
	await decide(no, 'decline');
	expect((await seenBy(no, 'approval')).viewer.join_request).toBe('declined');
	expect((await join(no, 'approval')).body.code).toBe('join_refused');
	await decide(no, 'approve');
	expect((await seenBy(no, 'approval')).viewer).toMatchObject({ join_request: null });
	expect((await seenBy(no, 'approval')).viewer.team!.name).toBe('No');
	expect((await decide(no, 'approve')).status).toBe(404);
});

it('survives an export, with the other settings of running it', async () => {
	const yaml =
		'closes: 2030-01-01T00:00:00Z\nlate: accept\nreveal: 2030-01-05T00:00:00Z\n' +
		'join: { who: list, code: kept, domains: [uni.edu], emails: [a@uni.edu] }';
	await importSmall(world.holdout, { slug: 'round', yaml }, organiser.id);
	const { api } = world.holdout;
	const answer = await api.request('/api/v1/competitions/round/export', {
		headers: organiser.headers,
	});
	const unzipped = unzipFolder(new Uint8Array(await answer.arrayBuffer()));
	if (!unzipped.ok) throw new Error('not a zip');
	const { competition } = readCompetitionFolder(unzipped.folder);
	expect(competition!.config).toMatchObject({
		late: 'accept',
		reveal: '2030-01-05T00:00:00.000Z',
		join: { who: 'list', code: 'kept', domains: ['uni.edu'], emails: ['a@uni.edu'] },
	});
});

it('every wrong key of the folder at once, at its line', () => {
	const yaml = 'late: maybe\nreveal: someday\njoin: { who: domain, domains: ["@uni"], kode: x }';
	const { problems } = readCompetitionFolder(smallCompetition({ slug: 'wrong', yaml }));
	expect(problems.map(({ column, row }) => [column, row])).toEqual(
		expect.arrayContaining([
			['late', 9],
			['reveal', 10],
			['join.domains[1]', 11],
			['join.kode', 11],
		]),
	);
	const early = readCompetitionFolder(
		smallCompetition({
			slug: 'early',
			yaml: 'closes: 2030-01-02T00:00:00Z\nreveal: 2030-01-01T00:00:00Z\njoin: { who: code }',
		}),
	);
	expect(early.problems.map(({ code, column }) => [code, column])).toEqual([
		['bad_value', 'reveal'],
		['missing_key', 'join.code'],
	]);
});
