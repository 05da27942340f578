import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Leaderboard, LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { predictions, type SmallOptions } from './small.ts';
import {
	call,
	importSmall,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let clock: number;
let admin: Person;
beforeEach(async () => {
	clock = Date.UTC(2026, 0, 10);
	world = await openWorld({ now: () => clock });
	admin = await newPerson(world.holdout, 'admin');
});
afterEach(() => world.close());

const competition = (options: Omit<SmallOptions, 'slug'> = {}) =>
	importSmall(world.holdout, { slug: 'board', ...options });

async function team(name: string): Promise<Person> {
	const person = await newPerson(world.holdout);
	await call(world.holdout, person, '/competitions/board/join', {
		method: 'POST',
		json: { accept_rules: true, team_name: name },
	});
	return person;
}

/** Submits and scores; a minute passes. */
async function enter(who: Person, csv: string, query?: string): Promise<string> {
	const { body, status } = await submit(world.holdout, who, 'board', csv, query);
	expect(status).toBe(202);
	await world.holdout.lifecycle.drain();
	clock += 60_000;
	return body.id;
}

const board = async (query = '', who: { headers: Record<string, string> } = NOBODY) =>
	(await call<Leaderboard>(world.holdout, who, `/competitions/board/leaderboard${query}`)).body;

const places = (rows: LeaderboardRow[]) => rows.map(({ rank, name, tied }) => [rank, name, tied]);

it('shares ranks, 1, 2, 2, 4, and lists the earlier of two equals first', async () => {
	await competition();
	const [a, b, c, d] = [await team('A'), await team('B'), await team('C'), await team('D')];
	await enter(d, predictions(0.1));
	await enter(c, predictions(0.5));
	await enter(b, predictions(0.5));
	await enter(a, predictions(1));
	const { participants, total, tie_rule, selection_rule } = await board();
	expect(places(participants)).toEqual([
		[1, 'A', false],
		[2, 'C', true],
		[2, 'B', true],
		[4, 'D', false],
	]);
	expect(total).toBe(4);
	expect(tie_rule).toContain('share a rank');
	expect(selection_rule).toContain('best public score');
});

it('says for each participant entries, time of the best one, and whether it is the reader', async () => {
	await competition();
	const [a, b] = [await team('A'), await team('B')];
	const bestAt = new Date(clock).toISOString();
	const best = await enter(a, predictions(0.9));
	await enter(a, predictions(0.2));
	await enter(a, 'not a submission');
	await enter(b, predictions(0.5));
	const mine = await board('', a);
	expect(mine.me).toMatchObject({ name: 'A', rank: 1, entries: 2, best_at: bestAt, is_me: true });
	expect(mine.me!.submission_id).toBe(best);
	expect(mine.participants[1]).toMatchObject({ name: 'B', is_me: false, submission_id: null });
	expect((await board()).me).toBeNull();
	expect((await board('', admin)).participants[1]!.submission_id).not.toBeNull();
});

it('shows movement since a day ago, and none for who is new', async () => {
	await competition();
	const [a, b] = [await team('A'), await team('B')];
	await enter(a, predictions(0.6));
	await enter(b, predictions(0.3));
	clock += 2 * DAY;
	await enter(b, predictions(1));
	const c = await team('C');
	await enter(c, predictions(0.1));
	const moves = async () =>
		(await board()).participants.map(({ name, movement }) => [name, movement]);
	expect(await moves()).toEqual([
		['B', 1],
		['A', -1],
		['C', null],
	]);
	clock += 2 * DAY;
	expect(await moves()).toEqual([
		['B', 0],
		['A', 0],
		['C', 0],
	]);
});

describe('beside the participants', () => {
	const reported = `
baselines: [{ name: Prevalence, file: baselines/p.csv, note: Knows nothing }]
reported:
  - { name: Paper, score: 0.7, printed: 0.71, labels: { Effusion: 0.7 }, source: { title: A paper, url: "https://example.org" } }
  - { name: Exact, score: 0.4, printed: 0.4, source: { title: Another } }`;

	it('baselines and reported results hold no rank, best first', async () => {
		await competition({ yaml: reported, files: { 'baselines/p.csv': predictions(0) } });
		await enter(await team('A'), predictions(0.5));
		await enter(admin, predictions(1), '?baseline=DenseNet');
		const { references, participants, extent } = await board();
		expect(participants).toHaveLength(1);
		expect(references.map(({ name, kind, rank }) => [name, kind, rank])).toEqual([
			['DenseNet', 'baseline', null],
			['Paper', 'reported', null],
			['Exact', 'reported', null],
			['Prevalence', 'baseline', null],
		]);
		expect(references.find(({ name }) => name === 'Paper')).toMatchObject({
			score: 0.7,
			printed_score: 0.71,
			labels: { Effusion: 0.7 },
			source: { title: 'A paper', url: 'https://example.org' },
		});
		expect(references.find(({ name }) => name === 'Exact')).toMatchObject({ printed_score: null });
		expect(references.find(({ name }) => name === 'Prevalence')!.note).toBe('Knows nothing');
		const scores = references.map(({ score }) => score!);
		expect(scores).toEqual([...scores].sort((x, y) => y - x));
		const lows = [...references, ...participants].map((row) => row.interval?.[0] ?? row.score!);
		expect(extent).toEqual([Math.min(...lows), 1]);
	});

	it('an empty board still shows them', async () => {
		await competition({ yaml: reported, files: { 'baselines/p.csv': predictions(0) } });
		const { participants, total, me, references } = await board();
		expect({ participants, total, me }).toEqual({ participants: [], total: 0, me: null });
		expect(references.map(({ kind }) => kind)).toEqual(['reported', 'reported']);
	});

	it('a board of nothing has no extent', async () => {
		await competition();
		expect((await board()).extent).toBeNull();
	});
});

it('pages and searches, without regard to accents and case, and keeps ranks', async () => {
	await competition();
	const names = ['Ångström', 'Beta', 'Gamma', 'Delta', 'angst'];
	for (const [i, name] of names.entries()) await enter(await team(name), predictions(1 - i / 10));
	const page = await board('?page=2&page_size=2');
	expect(page).toMatchObject({ total: 5, page: 2, page_size: 2 });
	expect(places(page.participants).map(([, name]) => name)).toEqual(['Gamma', 'Delta']);
	const found = await board('?q=ANGST');
	expect(found.total).toBe(2);
	expect(found.participants.map(({ name }) => name)).toEqual(['Ångström', 'angst']);
	expect(found.participants[1]!.rank).toBe(5);
	expect((await board('?page=9')).participants).toEqual([]);
	expect((await board('?q=%25')).total).toBe(0);
	for (const query of ['?page=0', '?page_size=1000', '?page=x', '?split=all']) {
		const answer = await call(world.holdout, NOBODY, `/competitions/board/leaderboard${query}`);
		expect(answer, query).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
	}
});

it('the private board takes the best of the finals, and shows who moved', async () => {
	await competition({ yaml: 'limits: { final: 1 }' });
	const [a, b] = [await team('A'), await team('B')];
	await enter(a, predictions(0.9, { hidden: 0.1 }));
	await enter(a, predictions(0.2, { hidden: 1 }));
	await enter(b, predictions(0.6, { hidden: 0.6 }));
	const rows = (await board('?split=private', admin)).participants;
	expect(rows.map(({ name, rank, movement }) => [name, rank, movement])).toEqual([
		['B', 1, 1],
		['A', 2, -1],
	]);
	await call(world.holdout, admin, '/competitions/board', {
		method: 'PATCH',
		json: { limits: { final: 2 } },
	});
	const changed = await board('?split=private', admin);
	expect(changed.participants[0]).toMatchObject({ name: 'A', score: 1 });
	expect(changed.selection_rule).toContain('2 best public submissions');
});

it('a competition of public rows only has an empty private board', async () => {
	await competition({ privateRows: false });
	await enter(await team('A'), predictions(0.9));
	const answer = await board('?split=private', admin);
	expect(answer).toMatchObject({ participants: [], rows_scored: 0, extent: null });
});

it('writes a CSV of all rows, in which a name cannot be a formula', async () => {
	await competition();
	await enter(await team('=cmd|calc!A1'), predictions(1));
	await enter(await team('+1,2'), predictions(0.5));
	await enter(await team('say "hi"'), predictions(0.2));
	const { text, response } = await call(
		world.holdout,
		NOBODY,
		'/competitions/board/leaderboard.csv',
	);
	expect(response.headers.get('content-type')).toContain('text/csv');
	const lines = text.trimEnd().split('\r\n');
	expect(lines[0]).toBe(
		'rank,kind,name,score,lo,hi,mean_rank,tied_with_first,rank_low,rank_high,movement,entries,best_at,note',
	);
	expect(lines[1]).toMatch(/^1,participant,"'=cmd\|calc!A1",1,0\.\d+,1,,.*,,1,2026-/);
	expect(lines[2]).toMatch(/^2,participant,"'\+1,2",0\.\d+,/);
	expect(lines[3]).toMatch(/^3,participant,"say ""hi""",/);
	const full = (await board()).participants[1]!.score!;
	expect(Number(lines[2]!.split(',')[4])).toBe(full);
});
