/** Disqualifying, finding and downloading submissions; late ones; finals; the private board's reveal. */
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import type { Finals } from '#lib/api/schemas/finals';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Submission, SubmissionSummary } from '#lib/api/schemas/submissions';
import { predictions } from './small.ts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const DAY = 24 * 60 * 60 * 1000;
const CLOSES = '2026-01-20T00:00:00.000Z';
let world: World;
let clock: number;
let organiser: Person;
let anna: Person;
let bert: Person;

beforeEach(async () => {
	clock = Date.UTC(2026, 0, 10, 12);
	world = await openWorld({ now: () => clock });
	organiser = await newPerson(world.holdout, 'admin', 'Olga');
	anna = await newPerson(world.holdout, 'participant', 'Anna');
	bert = await newPerson(world.holdout, 'participant', 'Bert');
});
afterEach(() => world.close());

async function begin(yaml = '') {
	await importSmall(
		world.holdout,
		{ slug: 'run', yaml: `closes: ${CLOSES}\nlimits: { final: 2 }\n${yaml}` },
		organiser.id,
	);
	for (const who of [anna, bert]) await joinAs(world.holdout, who, 'run');
}

const api = <T = { code: string; problems: { code: string; column: string }[] }>(
	who: { headers: Record<string, string> },
	method: string,
	path: string,
	json?: unknown,
) => call<T>(world.holdout, who, path, { method, json });
const comp = (path = '') => `/competitions/run${path}`;

async function send(who: Person, skill: number, hidden = skill): Promise<string> {
	clock += 60_000;
	const { body, status } = await submit(world.holdout, who, 'run', predictions(skill, { hidden }));
	expect(status).toBe(202);
	await world.holdout.lifecycle.drain();
	return body.id;
}

async function board(split: 'public' | 'private', who: { headers: Record<string, string> }) {
	const { body } = await api<Leaderboard>(who, 'GET', comp(`/leaderboard?split=${split}`));
	return body.participants.map(({ name, rank, score, entries }) => ({
		name,
		rank,
		score,
		entries,
	}));
}
const names = async (split: 'public' | 'private', who: Person | typeof NOBODY = organiser) =>
	(await board(split, who)).map(({ name }) => name);

describe('disqualifying', () => {
	it('takes a submission off the boards, tells its owner why, and can be undone', async () => {
		await begin();
		await send(anna, 0.3);
		const best = await send(anna, 0.9);
		await send(bert, 0.6);
		expect(await names('public')).toEqual(['Anna', 'Bert']);
		const reason = 'Labels of the test set were used.';
		const done = await api<Submission>(organiser, 'POST', `/submissions/${best}/disqualify`, {
			reason,
		});
		expect(done.body.disqualified!.reason).toBe(reason);
		expect(await names('public')).toEqual(['Bert', 'Anna']);
		expect(await names('private')).toEqual(['Bert', 'Anna']);
		expect((await board('public', NOBODY))[1]).toMatchObject({ rank: 2, entries: 1 });
		const own = await api<Submission>(anna, 'GET', `/submissions/${best}`);
		expect(own.body.disqualified!.reason).toBe(reason);
		expect(own.body.standing!.is_best).toBe(false);
		const twice = await api(organiser, 'POST', `/submissions/${best}/disqualify`, { reason });
		expect([twice.status, twice.body.code]).toEqual([409, 'conflict']);
		await api(organiser, 'POST', `/submissions/${best}/reinstate`);
		expect(await names('public')).toEqual(['Anna', 'Bert']);
		expect((await api(organiser, 'POST', `/submissions/${best}/reinstate`)).status).toBe(409);
		const log = await api<{ entries: { action: string; detail: object }[] }>(
			organiser,
			'GET',
			comp('/audit'),
		);
		expect(log.body.entries.slice(0, 2).map(({ action }) => action)).toEqual([
			...['submission_reinstated', 'submission_disqualified'],
		]);
		expect(log.body.entries[1]!.detail).toMatchObject({ reason, team: 'Anna' });
	});

	it('the only one leaves the board empty; a later one puts the team back', async () => {
		await begin();
		const only = await send(anna, 0.9);
		await api(organiser, 'POST', `/submissions/${only}/disqualify`, { reason: 'Test' });
		expect(await names('public')).toEqual([]);
		await send(anna, 0.2);
		expect((await board('public', NOBODY))[0]).toMatchObject({ name: 'Anna', entries: 1 });
	});

	it('what was true yesterday stays the board of yesterday', async () => {
		await begin();
		const best = await send(anna, 0.9);
		await send(bert, 0.6);
		clock += 2 * DAY;
		await api(organiser, 'POST', `/submissions/${best}/disqualify`, { reason: 'Test' });
		const { body } = await api<Leaderboard>(NOBODY, 'GET', comp('/leaderboard'));
		expect(body.participants.map(({ name, movement }) => [name, movement])).toEqual([['Bert', 1]]);
	});

	it('one that is disqualified while it waits is scored and never ranks', async () => {
		await begin();
		const { body } = await submit(world.holdout, anna, 'run', predictions(0.9));
		await api(organiser, 'POST', `/submissions/${body.id}/disqualify`, { reason: 'Test' });
		await world.holdout.lifecycle.drain();
		const { body: seen } = await api<Submission>(anna, 'GET', `/submissions/${body.id}`);
		expect(seen).toMatchObject({ status: 'scored', standing: null });
		expect(await names('public')).toEqual([]);
	});

	it('needs a reason', async () => {
		await begin();
		const id = await send(anna, 0.9);
		const { status } = await api(organiser, 'POST', `/submissions/${id}/disqualify`, {
			reason: ' ',
		});
		expect(status).toBe(400);
		expect(await names('public')).toEqual(['Anna']);
	});
});

describe('finding and downloading submissions', () => {
	it('by team, state, time and text', async () => {
		await begin();
		const first = await send(anna, 0.3);
		const between = new Date(clock + 1).toISOString();
		const second = await send(bert, 0.6);
		await submit(world.holdout, bert, 'run', 'image,Effusion\nx,1\n', '?filename=broken.csv');
		await world.holdout.lifecycle.drain();
		await api(organiser, 'POST', `/submissions/${first}/disqualify`, { reason: 'Test' });
		const find = async (query: string) =>
			(
				await api<{ submissions: SubmissionSummary[]; total: number }>(
					organiser,
					'GET',
					comp(`/submissions?scope=all&${query}`),
				)
			).body;
		expect((await find('')).total).toBe(3);
		expect((await find('status=invalid')).submissions[0]!.file.name).toBe('broken.csv');
		expect((await find('q=broken')).total).toBe(1);
		expect((await find('q=ann')).submissions.map(({ id }) => id)).toEqual([first]);
		expect((await find('q=%25')).total).toBe(0);
		expect((await find('disqualified=true')).submissions.map(({ id }) => id)).toEqual([first]);
		expect((await find(`before=${between}`)).submissions.map(({ id }) => id)).toEqual([first]);
		expect((await find(`from=${between}&status=scored`)).submissions.map(({ id }) => id)).toEqual([
			second,
		]);
		const { team } = (await find('q=Bert')).submissions[0]!;
		expect((await find(`team=${team.id}&page_size=1`)).total).toBe(2);
		const wrong = await api(organiser, 'GET', comp('/submissions?scope=all&status=x&from=y'));
		expect(wrong.body.problems.map(({ column }) => column)).toEqual(['status', 'from']);
	});

	it('all files as one zip, with a table; which is an entry of the log', async () => {
		await begin();
		const id = await send(anna, 0.3);
		await send(bert, 0.6);
		const response = await world.holdout.api.request(
			'/api/v1/competitions/run/submissions.zip?q=Anna',
			{ headers: organiser.headers },
		);
		expect(response.headers.get('content-type')).toBe('application/zip');
		const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
		const [table, file, ...rest] = Object.keys(files);
		expect([table, rest]).toEqual(['submissions.csv', []]);
		expect(file).toMatch(new RegExp(`^Anna/2026-01-10T12-01-00Z-${id}-mine.csv$`));
		expect(new TextDecoder().decode(files[file!])).toBe(predictions(0.3));
		expect(new TextDecoder().decode(files[table!])).toContain(id);
		const csv = await api(organiser, 'GET', comp('/submissions.csv'));
		expect(csv.text.trim().split('\r\n')).toHaveLength(3);
		const { text } = await api(organiser, 'GET', comp('/audit?action=submissions_downloaded'));
		expect(JSON.parse(text).total).toBe(1);
	});
});

describe('late submissions', () => {
	it('are refused unless they are accepted', async () => {
		await begin();
		clock = Date.parse(CLOSES);
		const { status, body } = await submit(world.holdout, anna, 'run', predictions(0.9));
		expect([status, body.code]).toEqual([409, 'competition_closed']);
	});

	it('are marked, scored, and never ranked', async () => {
		await begin('late: accept');
		await send(anna, 0.3);
		await send(bert, 0.6);
		const before = [await board('public', NOBODY), await board('private', organiser)];
		clock = Date.parse(CLOSES);
		const id = await send(anna, 0.95);
		const { body } = await api<Submission>(anna, 'GET', `/submissions/${id}`);
		expect(body).toMatchObject({ status: 'scored', late: true });
		expect(body.score).toBeGreaterThan(0.9);
		expect([await board('public', NOBODY), await board('private', NOBODY)]).toEqual(before);
	});
});

describe('finals', () => {
	it('are chosen, changed, and count for the private board instead of the best public ones', async () => {
		await begin();
		// Good in public and bad in private, twice; and one that is the other way round.
		const lucky = [await send(anna, 0.9, 0.1), await send(anna, 0.85, 0.1)];
		const solid = await send(anna, 0.4, 0.8);
		await send(bert, 0.5, 0.5);
		expect(await names('private')).toEqual(['Bert', 'Anna']);
		const choose = (submissions: string[], who = anna) =>
			api<Finals>(who, 'PUT', comp('/finals'), { submissions });
		expect((await choose([solid])).body).toMatchObject({ chosen: [solid], limit: 2 });
		expect(await names('private')).toEqual(['Anna', 'Bert']);
		expect((await choose(lucky)).body.chosen.sort()).toEqual([...lucky].sort());
		expect(await names('private')).toEqual(['Bert', 'Anna']);
		expect((await choose([])).body.chosen).toEqual([]);
		// A choice that is disqualified counts no more: the automatic ones do.
		await choose([solid]);
		await api(organiser, 'POST', `/submissions/${solid}/disqualify`, { reason: 'Test' });
		expect(await names('private')).toEqual(['Bert', 'Anna']);
	});

	it('too many, or some that cannot count: every problem at once, nothing changed', async () => {
		await begin();
		const [a, b, c] = [await send(anna, 0.3), await send(anna, 0.4), await send(anna, 0.5)];
		const other = await send(bert, 0.6);
		await api(anna, 'PUT', comp('/finals'), { submissions: [a] });
		const wrong = await api(anna, 'PUT', comp('/finals'), { submissions: [a, b, c, other, 'x'] });
		expect(wrong.status).toBe(422);
		expect(wrong.body.code).toBe('invalid_choice');
		expect(wrong.body.problems.map(({ code, column }) => [code, column])).toEqual([
			['too_many_finals', 'submissions'],
			['not_selectable', other],
			['not_selectable', 'x'],
		]);
		expect((await api<Finals>(anna, 'GET', comp('/finals'))).body.chosen).toEqual([a]);
	});

	it('not after the close', async () => {
		await begin();
		const id = await send(anna, 0.3);
		clock = Date.parse(CLOSES);
		const late = await api(anna, 'PUT', comp('/finals'), { submissions: [id] });
		expect([late.status, late.body.code]).toEqual([409, 'competition_closed']);
		expect((await api<Finals>(anna, 'GET', comp('/finals'))).body).toMatchObject({
			...{ chosen: [], can_change: false },
		});
	});
});

describe('the private board', () => {
	const seen = async (who: { headers: Record<string, string> } = NOBODY) =>
		(await api(who, 'GET', comp('/leaderboard?split=private'))).status;

	it('is published at the close', async () => {
		await begin();
		expect(await seen()).toBe(403);
		clock = Date.parse(CLOSES);
		expect(await seen()).toBe(200);
	});

	it('or at a date after it; until then nothing private shows anywhere', async () => {
		await begin('reveal: 2026-01-22T00:00:00Z');
		const id = await send(anna, 0.5);
		clock = Date.parse(CLOSES);
		expect(await seen()).toBe(403);
		expect(await seen(organiser)).toBe(200);
		const before = await api<Submission>(anna, 'GET', `/submissions/${id}`);
		expect(before.body.private_score).toBeUndefined();
		expect(Object.keys(before.body.evaluation!.splits)).toEqual(['public']);
		const list = await api(anna, 'GET', comp('/submissions'));
		expect(list.text).not.toContain('private_score');
		clock += 2 * DAY;
		expect(await seen()).toBe(200);
		const after = await api<Submission>(anna, 'GET', `/submissions/${id}`);
		expect(after.body.private_score).toBeGreaterThan(0);
	});

	it('or by hand, once, after the close', async () => {
		await begin('reveal: by_hand');
		expect((await api(organiser, 'POST', comp('/reveal'))).body.code).toBe('conflict');
		clock = Date.parse(CLOSES) + DAY;
		expect(await seen()).toBe(403);
		expect((await api(anna, 'POST', comp('/reveal'))).status).toBe(403);
		const done = await api<CompetitionDetail>(organiser, 'POST', comp('/reveal'));
		expect(done.body.reveal).toEqual({
			...{ when: 'by_hand', at: new Date(clock).toISOString(), revealed: true },
		});
		expect(await seen()).toBe(200);
		expect((await api(organiser, 'POST', comp('/reveal'))).status).toBe(409);
	});

	it('settings that reveal it before the close change nothing', async () => {
		await begin();
		const wrong = await api(organiser, 'PATCH', comp(), {
			...{ title: 'Not kept', reveal: '2026-01-01T00:00:00Z', join: { who: 'code' } },
		});
		expect(wrong.status).toBe(400);
		expect(wrong.body.problems.map(({ column }) => column)).toEqual(['reveal', 'join.code']);
		const { body } = await api<CompetitionDetail>(NOBODY, 'GET', comp());
		expect(body).toMatchObject({ title: 'Small run', reveal: { when: 'at_close' } });
	});
});
