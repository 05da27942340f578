import { afterEach, beforeEach, expect, it } from 'vitest';
import {
	countEntries,
	listPrivateStandings,
	listPublicStandings,
	listStandingsAt,
} from '#db/queries/standings';
import {
	addCompetition,
	addScored,
	addTeam,
	openTestDatabase,
	type TestDatabase,
} from './fixtures.ts';

let database: TestDatabase;
let competitionId: string;
let one: string;
beforeEach(async () => {
	database = await openTestDatabase();
	competitionId = await addCompetition(database.db);
	one = await addTeam(database.db, competitionId, 'one');
});
afterEach(() => database.remove());

const add = (
	team: string,
	open: number | null,
	made: number,
	rest: { hidden?: number | null; finished?: number; higherIsBetter?: boolean } = {},
) => addScored(database.db, competitionId, team, { open, hidden: rest.hidden }, { made, ...rest });

const best = async () => {
	const rows = await listPublicStandings(
		database.db,
		{ id: competitionId, class: null },
		'participant',
	);
	const counts = await countEntries(database.db, competitionId, [one]);
	return rows.map(({ teamId, score, submittedAt }) => ({
		teamId,
		score,
		submittedAt,
		entries: counts.get(teamId),
	}));
};

it('keeps the best public score and counts every scored entry', async () => {
	await add(one, 0.7, 1);
	await add(one, 0.9, 2);
	await add(one, 0.8, 3);
	expect(await best()).toEqual([{ teamId: one, score: 0.9, submittedAt: 2, entries: 3 }]);
});

it('goes down where lower is better', async () => {
	await add(one, 0.7, 1, { higherIsBetter: false });
	await add(one, 0.9, 2, { higherIsBetter: false });
	await add(one, 0.6, 3, { higherIsBetter: false });
	expect((await best())[0]).toMatchObject({ score: 0.6, submittedAt: 3 });
});

it('never ranks a missing score, and lets a real one follow it', async () => {
	await add(one, null, 1);
	expect(await best()).toEqual([]);
	await add(one, 0.1, 2);
	expect((await best())[0]).toMatchObject({ score: 0.1, entries: 2 });
	await add(one, null, 3);
	expect((await best())[0]).toMatchObject({ score: 0.1, submittedAt: 2 });
});

it('dates a score by its earliest submission, also when that one is scored later', async () => {
	await add(one, 0.8, 20, { finished: 30 });
	await add(one, 0.8, 10, { finished: 40 });
	expect((await best())[0]).toMatchObject({ submittedAt: 10 });
	await add(one, 0.8, 50, { finished: 60 });
	expect((await best())[0]).toMatchObject({ submittedAt: 10 });
});

it('knows the board of any instant', async () => {
	await add(one, 0.7, 10);
	await add(one, 0.9, 20);
	const at = async (instant: number) =>
		(await listStandingsAt(database.db, competitionId, instant)).map(({ score }) => score);
	expect(await at(9)).toEqual([]);
	expect(await at(10)).toEqual([0.7]);
	expect(await at(19)).toEqual([0.7]);
	expect(await at(20)).toEqual([0.9]);
});

it('leaves baselines out of the past, and marks them in the present', async () => {
	const model = await addTeam(database.db, competitionId, 'DenseNet', 'baseline');
	await add(model, 0.8, 5);
	expect(await listStandingsAt(database.db, competitionId, 100)).toEqual([]);
	expect(await best()).toEqual([]);
	const baselines = await listPublicStandings(
		database.db,
		{ id: competitionId, class: null },
		'baseline',
	);
	expect(baselines).toMatchObject([{ name: 'DenseNet', score: 0.8 }]);
});

it('takes the best private score among the `final` best public ones', async () => {
	await add(one, 0.9, 1, { hidden: 0.5 });
	await add(one, 0.8, 2, { hidden: 0.6 });
	await add(one, 0.7, 3, { hidden: 0.99 });
	const board = (final: number) =>
		listPrivateStandings(
			database.db,
			{ id: competitionId, final, class: null },
			'participant',
			true,
		);
	expect((await board(1))[0]).toMatchObject({ score: 0.5 });
	expect((await board(2))[0]).toMatchObject({ score: 0.6 });
	expect((await board(3))[0]).toMatchObject({ score: 0.99 });
});

it('selects in the direction of the metric on the private board too', async () => {
	await add(one, 0.1, 1, { hidden: 0.3 });
	await add(one, 0.2, 2, { hidden: 0.2 });
	await add(one, 0.3, 3, { hidden: 0.01 });
	const rows = await listPrivateStandings(
		database.db,
		{ id: competitionId, final: 2, class: null },
		'participant',
		false,
	);
	expect(rows[0]).toMatchObject({ score: 0.2 });
});

it('prefers the earlier of two equal public scores as final', async () => {
	await add(one, 0.9, 2, { hidden: 0.4 });
	await add(one, 0.9, 1, { hidden: 0.3 });
	const rows = await listPrivateStandings(
		database.db,
		{ id: competitionId, final: 1, class: null },
		'participant',
		true,
	);
	expect(rows[0]).toMatchObject({ score: 0.3 });
});

it('leaves out of the private board whoever has no private score', async () => {
	await add(one, 0.9, 1, { hidden: null });
	expect(
		await listPrivateStandings(
			database.db,
			{ id: competitionId, final: 2, class: null },
			'participant',
			true,
		),
	).toEqual([]);
});
