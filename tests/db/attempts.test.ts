import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimNext, finishWithoutScore } from '#db/queries/dispatch';
import { insertWithAttempt, listAttempts } from '#db/queries/submissions';
import {
	addCompetition,
	addTeam,
	newSubmission,
	openTestDatabase,
	type TestDatabase,
} from './fixtures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let database: TestDatabase;
beforeEach(async () => {
	database = await openTestDatabase();
});
afterEach(() => database.remove());

async function team(values: Parameters<typeof addCompetition>[1]) {
	const competitionId = await addCompetition(database.db, values);
	return { competitionId, teamId: await addTeam(database.db, competitionId, 'one') };
}

const attempt = (
	{ competitionId, teamId }: { competitionId: string; teamId: string },
	at: number,
) => insertWithAttempt(database.db, newSubmission(competitionId, teamId, at), at - DAY);

it('accepts exactly the limit out of many at once', async () => {
	const who = await team({ perDay: 5 });
	const accepted = await Promise.all(Array.from({ length: 20 }, () => attempt(who, HOUR)));
	expect(accepted.filter(Boolean)).toHaveLength(5);
	expect(
		await listAttempts(
			database.db,
			{ id: who.competitionId, teamMaxSize: 1, class: null },
			who.teamId,
			0,
		),
	).toHaveLength(5);
});

it('counts a rolling window: an attempt is free again 24 hours later to the millisecond', async () => {
	const who = await team({ perDay: 1 });
	expect(await attempt(who, HOUR)).toBe(true);
	expect(await attempt(who, HOUR + DAY - 1)).toBe(false);
	expect(await attempt(who, HOUR + DAY)).toBe(true);
});

it('counts attempts of other teams and other competitions separately', async () => {
	const one = await team({ perDay: 1 });
	const two = { ...one, teamId: await addTeam(database.db, one.competitionId, 'two') };
	const elsewhere = await team({ perDay: 1 });
	expect(await attempt(one, HOUR)).toBe(true);
	expect(await attempt(two, HOUR)).toBe(true);
	expect(await attempt(elsewhere, HOUR)).toBe(true);
	expect(await attempt(one, HOUR)).toBe(false);
});

it.each(['invalid', 'failed'] as const)(
	'gives an attempt back with a %s submission',
	async (status) => {
		const who = await team({ perDay: 1 });
		expect(await attempt(who, HOUR)).toBe(true);
		await claimNext(database.db, { token: 't', owner: 'test:0:0', expiresAt: DAY }, HOUR);
		expect(await attempt(who, HOUR)).toBe(false);
		const end = { status, problems: [], notices: [], now: HOUR };
		expect(await finishWithoutScore(database.db, 't', end)).toBe(true);
		expect(await attempt(who, HOUR)).toBe(true);
	},
);

it('has no limit where there is none', async () => {
	const who = await team({});
	for (let i = 0; i < 20; i++) expect(await attempt(who, HOUR)).toBe(true);
});

it('takes nothing before the opening and nothing from the closing instant on', async () => {
	const who = await team({ opensAt: 10 * HOUR, closesAt: 20 * HOUR });
	expect(await attempt(who, 10 * HOUR - 1)).toBe(false);
	expect(await attempt(who, 10 * HOUR)).toBe(true);
	expect(await attempt(who, 20 * HOUR - 1)).toBe(true);
	expect(await attempt(who, 20 * HOUR)).toBe(false);
});
