/** Intervals, ties, rank ranges, further columns and mean ranks on the leaderboard. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Submission } from '#lib/api/schemas/submissions';
import { predictions } from './small.ts';
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

const ROWS = 400;

let world: World;
let clock: number;
let admin: Person;
beforeEach(async () => {
	clock = Date.UTC(2026, 0, 10);
	world = await openWorld({ now: () => clock });
	admin = await newPerson(world.holdout, 'admin');
});
afterEach(() => world.close());

const competition = (yaml = '') =>
	importSmall(world.holdout, { slug: 'board', rows: ROWS, yaml: `metrics: [macro_f1]\n${yaml}` });

async function enter(name: string, csv: string): Promise<{ person: Person; id: string }> {
	const person = await newPerson(world.holdout);
	await call(world.holdout, person, '/competitions/board/join', {
		method: 'POST',
		json: { accept_rules: true, team_name: name },
	});
	const { id } = (await submit(world.holdout, person, 'board', csv)).body;
	await world.holdout.lifecycle.drain();
	clock += 60_000;
	return { person, id };
}

const skilled = (skill: number, hidden = skill) => predictions(skill, { rows: ROWS, hidden });

/** The board once its tests have run. */
async function board(query = '', who: { headers: Record<string, string> } = NOBODY) {
	const path = `/competitions/board/leaderboard${query}`;
	for (let i = 0; i < 50; i++) {
		const { body } = await call<Leaderboard>(world.holdout, who, path);
		if (body.separation?.ready !== false) return body;
	}
	throw new Error('the tests of the board never ended');
}

/** Three who cannot be told apart, and one who is far behind. */
async function fourTeams() {
	await competition();
	const a = await enter('A', skilled(0.9));
	const b = await enter('B', skilled(0.9));
	await enter('C', skilled(0.89));
	await enter('D', skilled(0.1));
	return { a, b };
}

describe('ties', () => {
	it('who is not separated from the leader is tied with first, and has a range of ranks', async () => {
		await fourTeams();
		const { participants, separation } = await board();
		expect(separation).toEqual({
			test: 'paired DeLong test',
			level: 0.05,
			ready: true,
			ranges_for: 200,
			tied_with_first: 3,
		});
		const tests = participants.map((row) => [
			row.name,
			row.rank,
			row.tied_with_first,
			row.rank_range,
		]);
		expect(tests).toEqual([
			['A', 1, true, [1, 3]],
			['B', 1, true, [1, 3]],
			['C', 3, true, [1, 3]],
			['D', 4, false, [4, 4]],
		]);
	});

	it('a leader whom everyone is apart from is tied with nobody', async () => {
		await competition();
		await enter('A', skilled(1));
		await enter('B', skilled(0.1));
		const { participants, separation } = await board();
		expect(participants.map((row) => row.tied_with_first)).toEqual([false, false]);
		expect(separation!.tied_with_first).toBe(1);
	});

	it('the tests follow the board', async () => {
		await competition();
		await enter('A', skilled(0.9));
		expect((await board()).participants[0]!.rank_range).toEqual([1, 1]);
		await enter('B', skilled(0.9));
		const { participants } = await board();
		expect(participants.map((row) => row.rank_range)).toEqual([
			[1, 2],
			[1, 2],
		]);
	});

	it('baselines are not tested', async () => {
		await fourTeams();
		await submit(world.holdout, admin, 'board', skilled(0.9), '?baseline=Net');
		await world.holdout.lifecycle.drain();
		const { references } = await board();
		expect(references).toMatchObject([{ name: 'Net', tied_with_first: null, rank_range: null }]);
		expect(references[0]!.interval).toHaveLength(2);
	});

	it('a submission says which ranks are open to its team', async () => {
		const { b } = await fourTeams();
		await board();
		const { body } = await call<Submission>(world.holdout, b.person, `/submissions/${b.id}`);
		expect(body.standing).toMatchObject({ rank: 1, tied: true, rank_range: [1, 3] });
	});

	it('an evaluation of an earlier version has neither interval nor ties, and no fault', async () => {
		await fourTeams();
		await world.holdout.db.run(sql`
			UPDATE evaluations SET public_lo = NULL, public_hi = NULL, public_figures = NULL,
				public_evidence = NULL`);
		await world.holdout.db.run(sql`UPDATE competitions SET board_revision = board_revision + 1`);
		const { participants, separation } = await board();
		expect(separation).toMatchObject({ ready: true, tied_with_first: null });
		expect(participants[0]).toMatchObject({
			interval: null,
			tied_with_first: null,
			rank_range: null,
			figures: { macro_f1: { value: null, interval: null } },
		});
	});
});

describe('intervals and columns', () => {
	it('each row has its interval and its further figures, and the axis holds them', async () => {
		const { a } = await fourTeams();
		const { participants, columns, extent } = await board();
		expect(columns.map(({ id }) => id)).toEqual(['macro_f1']);
		const { body } = await call<Submission>(world.holdout, a.person, `/submissions/${a.id}`);
		const report = body.evaluation!.splits.public;
		expect(participants[0]!.interval).toEqual(report.interval);
		const { value, interval } = report.metrics.macro_f1!;
		expect(participants[0]!.figures).toEqual({ macro_f1: { value, interval } });
		expect(interval![0]).toBeLessThan(value!);
		const bounds = participants.flatMap((row) => row.interval!);
		expect(extent).toEqual([Math.min(...bounds), Math.max(...bounds)]);
	});

	it('the private board has those of the private split, and the public board has not', async () => {
		await competition();
		const { id } = await enter('A', skilled(0.9, 0.2));
		await enter('B', skilled(0.5, 0.2));
		const open = await board();
		const hidden = await board('?split=private', admin);
		const { body } = await call<Submission>(world.holdout, admin, `/submissions/${id}`);
		const { public: shown, private: kept } = body.evaluation!.splits;
		const rowOf = ({ participants }: Leaderboard) => participants.find(({ name }) => name === 'A')!;
		expect(rowOf(open).interval).toEqual(shown.interval);
		expect(rowOf(hidden).interval).toEqual(kept!.interval);
		expect(rowOf(hidden).figures.macro_f1!.value).toBe(kept!.metrics.macro_f1!.value);
		expect(kept!.interval).not.toEqual(shown.interval);
		// On the private rows both are the same file, on the public ones not.
		expect(hidden.participants.map((row) => row.tied_with_first)).toEqual([true, true]);
		expect(open.participants.map((row) => row.tied_with_first)).toEqual([false, false]);
	});

	it('the CSV has them too', async () => {
		await fourTeams();
		await board();
		const { text } = await call<string>(
			world.holdout,
			NOBODY,
			'/competitions/board/leaderboard.csv',
		);
		const [head, first] = text.split('\r\n').map((line) => line.split(','));
		const { participants } = await board();
		const cell = (name: string) => first![head!.indexOf(name)];
		const [lo, hi] = participants[0]!.interval!;
		expect([cell('lo'), cell('hi')].map(Number)).toEqual([lo, hi]);
		expect([cell('tied_with_first'), cell('rank_low'), cell('rank_high')]).toEqual([
			'true',
			'1',
			'3',
		]);
		expect(Number(cell('macro_f1'))).toBe(participants[0]!.figures.macro_f1!.value);
		expect(head).toContain('macro_f1_lo');
	});
});

describe('the mean of ranks', () => {
	/** First by AUROC and last by F1: every score lies below the threshold. */
	const shy = (skill: number) =>
		skilled(skill).replace(
			/,(0\.\d+|1\.0000)/g,
			(_, score) => `,${(Number(score) / 4).toFixed(5)}`,
		);

	it('orders the board, shares ranks, and says so', async () => {
		await competition('ranking: mean_rank\n');
		await enter('Shy', shy(1));
		await enter('Second', skilled(0.8));
		await enter('Third', skilled(0.5));
		const { participants, ranking, separation, tie_rule, selection_rule } = await board();
		expect(ranking).toBe('mean_rank');
		expect(separation).toBeNull();
		// Ranks by AUROC 1, 2, 3 and by F1 3, 1, 2.
		expect(participants.map(({ name, rank, mean_rank }) => [name, rank, mean_rank])).toEqual([
			['Second', 1, 1.5],
			['Shy', 2, 2],
			['Third', 3, 2.5],
		]);
		expect(participants[0]!.tied_with_first).toBeNull();
		expect(tie_rule).toMatch(/means of ranks/);
		expect(selection_rule).toMatch(/Mean AUROC/);
	});

	it('a team’s best submission is the one with the best ranking metric', async () => {
		await competition('ranking: mean_rank\n');
		const { person, id } = await enter('A', shy(1));
		await submit(world.holdout, person, 'board', skilled(0.8));
		await world.holdout.lifecycle.drain();
		const { participants } = await board('', admin);
		expect(participants).toMatchObject([{ submission_id: id, rank: 1, mean_rank: 1 }]);
	});

	it('movement is between mean ranks', async () => {
		await competition('ranking: mean_rank\n');
		await enter('A', skilled(0.6));
		const { person } = await enter('B', skilled(0.3));
		clock += 2 * 86_400_000;
		await submit(world.holdout, person, 'board', skilled(0.9));
		await world.holdout.lifecycle.drain();
		const { participants } = await board();
		expect(participants.map(({ name, movement }) => [name, movement])).toEqual([
			['B', 1],
			['A', -1],
		]);
	});
});
