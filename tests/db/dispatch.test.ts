import { afterEach, beforeEach, expect, it } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import {
	claimable,
	claimNext,
	extendLeases,
	finishWithoutScore,
	listLeaseOwners,
	markQueued,
	pendingWork,
	releaseLeases,
	retryLater,
} from '#db/queries/dispatch';
import { finishWithScore } from '#db/queries/evaluations';
import { listPublicStandings } from '#db/queries/standings';
import { insertBaselineSubmission } from '#db/queries/submissions';
import { evaluations } from '#db/schema/evaluations';
import { standings } from '#db/schema/standings';
import { submissions } from '#db/schema/submissions';
import {
	addCompetition,
	addScored,
	addTeam,
	newSubmission,
	openTestDatabase,
	scored,
	type TestDatabase,
} from './fixtures.ts';

let database: TestDatabase;
let competitionId: string;
let teamId: string;
beforeEach(async () => {
	database = await openTestDatabase();
	competitionId = await addCompetition(database.db);
	teamId = await addTeam(database.db, competitionId, 'one');
});
afterEach(() => database.remove());

async function add(at: number) {
	const submission = newSubmission(competitionId, teamId, at);
	await insertBaselineSubmission(database.db, submission);
	return submission.id;
}

const lease = (token: string, expiresAt: number, owner = 'a:1:x') => ({ token, owner, expiresAt });
const rowOf = async (id: string) =>
	(await database.db.select().from(submissions).where(eq(submissions.id, id)))[0]!;

it('hands every submission to one claimer only, oldest first', async () => {
	const ids = [await add(1), await add(2), await add(3)];
	const claims = await Promise.all(
		['p', 'q', 'r', 's'].map((token) => claimNext(database.db, lease(token, 100), 10)),
	);
	// Over a network the four arrive in any order; whoever comes last gets nothing.
	expect(claims.map((row) => row?.id).sort()).toEqual([...ids, undefined]);
	expect(claims.find((row) => row)).toMatchObject({ status: 'scoring', claims: 1 });
	const [fourth, fifth] = [await add(5), await add(4)];
	expect((await claimNext(database.db, lease('t', 100), 10))?.id).toBe(fifth);
	expect((await claimNext(database.db, lease('u', 100), 10))?.id).toBe(fourth);
});

it('takes a submission over when its lease has run out, and not before', async () => {
	const id = await add(1);
	await claimNext(database.db, lease('old', 100), 10);
	expect(await claimNext(database.db, lease('new', 200), 99)).toBeUndefined();
	expect((await claimNext(database.db, lease('new', 200), 100))?.id).toBe(id);
});

it('keeps a lease that is extended', async () => {
	await add(1);
	await claimNext(database.db, lease('old', 100), 10);
	await extendLeases(database.db, 'a:1:x', 500);
	expect(await claimNext(database.db, lease('new', 200), 100)).toBeUndefined();
});

it('writes nothing for whoever lost the lease, however it would end', async () => {
	const id = await add(1);
	const late = (await claimNext(database.db, lease('old', 100), 10))!;
	const current = (await claimNext(database.db, lease('new', 300), 200))!;
	expect(await finishWithScore(database.db, scored(late, 'old', { open: 0.9 }, 210))).toBe(false);
	const end = { status: 'failed' as const, problems: [], notices: [], now: 210 };
	expect(await finishWithoutScore(database.db, 'old', end)).toBe(false);
	expect(await retryLater(database.db, 'old', 0)).toBe(false);
	expect(await database.db.$count(evaluations)).toBe(0);
	expect(await database.db.$count(standings)).toBe(0);
	expect(await rowOf(id)).toMatchObject({ status: 'scoring', leaseToken: 'new' });

	expect(await finishWithScore(database.db, scored(current, 'new', { open: 0.8 }, 220))).toBe(true);
	expect(await finishWithScore(database.db, scored(current, 'new', { open: 0.8 }, 230))).toBe(
		false,
	);
	expect(await database.db.$count(evaluations)).toBe(1);
	expect(await rowOf(id)).toMatchObject({ status: 'scored', leaseToken: null, finishedAt: 220 });
});

it('leaves the standing alone for whoever lost the lease, also with a better score', async () => {
	await addScored(database.db, competitionId, teamId, { open: 0.5 }, { made: 1 });
	await add(2);
	const late = (await claimNext(database.db, lease('old', 100), 10))!;
	await claimNext(database.db, lease('new', 300), 200);
	expect(await finishWithScore(database.db, scored(late, 'old', { open: 0.9 }, 210))).toBe(false);
	const board = await listPublicStandings(
		database.db,
		{ id: competitionId, class: null },
		'participant',
	);
	expect(board).toMatchObject([{ teamId, score: 0.5 }]);
});

it('never claims what has ended', async () => {
	await add(1);
	const claim = (await claimNext(database.db, lease('t', 100), 10))!;
	await finishWithScore(database.db, scored(claim, 't', { open: null }, 20));
	expect(await claimNext(database.db, lease('u', 900), 800)).toBeUndefined();
	expect(await pendingWork(database.db)).toBe(0);
});

it('releases what dead owners hold', async () => {
	const id = await add(1);
	await claimNext(database.db, lease('t', 10_000, 'gone:1:x'), 10);
	expect(await listLeaseOwners(database.db)).toEqual(['gone:1:x']);
	expect(await releaseLeases(database.db, ['gone:1:x'])).toEqual([id]);
	expect((await claimNext(database.db, lease('u', 10_000), 11))?.claims).toBe(2);
});

it('tries a crashed one again later, after the others', async () => {
	const crashing = await add(1);
	await claimNext(database.db, lease('t', 100), 10);
	expect(await retryLater(database.db, 't', 50)).toBe(true);
	const other = await add(20);
	expect((await claimNext(database.db, lease('u', 100), 60))?.id).toBe(other);
	expect((await claimNext(database.db, lease('v', 100), 60))?.id).toBe(crashing);
	expect(await rowOf(crashing)).toMatchObject({ crashes: 1, claims: 2 });
});

it('marks as queued only what waits', async () => {
	const first = await add(1);
	await claimNext(database.db, lease('t', 100), 10);
	const second = await add(2);
	expect(await markQueued(database.db)).toEqual([second]);
	expect((await rowOf(first)).status).toBe('scoring');
	expect(await markQueued(database.db)).toEqual([]);
});

it('reads only unfinished rows for what is asked every second', async () => {
	const plan = await database.db.all<{ detail: string }>(
		sql`EXPLAIN QUERY PLAN SELECT id FROM submissions WHERE ${claimable(1)} ORDER BY claims`,
	);
	const details = plan.map(({ detail }) => detail).join('; ');
	expect(details).toContain('SEARCH submissions USING INDEX submission_status (status=?');
	expect(details).not.toContain('SCAN submissions');
});
