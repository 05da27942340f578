/** From the launch to a bundle that anybody can verify. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Commitments } from '#lib/api/schemas/commitments';
import { unzipFolder, type Folder } from '#lib/competition-folder/index';
import { BUNDLE_FILE, type Bundle } from '#lib/verification/bundle';
import { verify } from '#lib/verification/verify';
import { predictions } from './small.ts';
import { openRunning, SLUG, solutionText, turned, type Running } from './rescoring-world.ts';
import { call, newPerson, NOBODY, type Answer } from './world.ts';

const DAY = 86_400_000;
const OPENS = Date.UTC(2026, 4, 1, 9);
let clock: number;
let running: Running;
beforeEach(async () => {
	clock = OPENS + 1000;
	running = await openRunning(undefined, {
		yaml: `limits: { per_day: 9, final: 1 }\nopens: ${new Date(OPENS).toISOString()}\ncloses: ${new Date(OPENS + DAY).toISOString()}`,
		now: () => clock,
	});
});
afterEach(() => running.world.close());

const commitments = async () =>
	(await call<Commitments>(running.world.holdout, NOBODY, `/competitions/${SLUG}/commitments`))
		.body;
const reveal = (files: boolean) =>
	call<Commitments>(
		running.world.holdout,
		running.organiser,
		`/competitions/${SLUG}/commitments/reveal`,
		{ method: 'POST', json: { files } },
	);
async function bundle(): Promise<Folder> {
	const { api } = running.world.holdout;
	const answer = await api.request(`/api/v1/competitions/${SLUG}/verification.zip`);
	expect(answer.status).toBe(200);
	const unzipped = unzipFolder(new Uint8Array(await answer.arrayBuffer()));
	if (!unzipped.ok) throw new Error(JSON.stringify(unzipped.problems));
	return unzipped.folder;
}
const withBundle = (folder: Folder, change: (bundle: Bundle) => void): Folder => {
	const json = JSON.parse(new TextDecoder().decode(folder.get(BUNDLE_FILE))) as Bundle;
	change(json);
	return new Map(folder).set(BUNDLE_FILE, new TextEncoder().encode(JSON.stringify(json)));
};

it('commits at the opening and gives away neither salt nor labels before the end', async () => {
	const { commitments: made, revealed_at } = await commitments();
	expect(made).toHaveLength(1);
	expect(made[0]).toMatchObject({ number: 1, salt: null, content: null, reason: null });
	expect(made[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
	expect(revealed_at).toBeNull();
	const { holdout } = running.world;
	const [row] = await holdout.db.all<{ salt: string; content: string }>(
		sql`SELECT salt, content FROM commitments`,
	);
	const { solution } = JSON.parse(row!.content) as { solution: string };
	const participant = running.people[0]!;
	for (const path of [
		...['', '/commitments', '/leaderboard', '/announcements', '/format', '/verification.zip'],
		...['/audit', '/submissions?scope=mine'],
	]) {
		const { text } = await call(holdout, participant, `/competitions/${SLUG}${path}`);
		expect(text, path).not.toContain(row!.salt);
		expect(text, path).not.toContain(solution);
	}
	// Not even an organiser can reveal them while the competition runs.
	expect((await reveal(true)).status).toBe(409);
	const early = await call(holdout, running.organiser, `/competitions/${SLUG}/verification.zip`);
	expect(early).toMatchObject({ status: 403, body: { code: 'not_revealed' } });
});

it('makes no commitment before the opening', async () => {
	await running.world.close();
	clock = OPENS - DAY;
	running = await openRunning([], {
		yaml: `opens: ${new Date(OPENS).toISOString()}`,
		now: () => clock,
	});
	expect((await commitments()).commitments).toEqual([]);
	clock = OPENS;
	await running.world.holdout.lifecycle.drain();
	expect((await commitments()).commitments).toHaveLength(1);
});

it('a rescoring and new rules add to the chain, and everything verifies at the end', async () => {
	const { holdout } = running.world;
	const noted = (await commitments()).commitments[0]!.hash;
	await running.propose({ solution: turned(['img-0', 'img-1', 'img-9']) });
	await holdout.lifecycle.drain();
	expect((await running.post('/1/publish', { notice: null })).status).toBe(200);
	const edit = { method: 'PUT', json: { markdown: '# Be kinder', revision: 0 } };
	await call(holdout, running.organiser, `/competitions/${SLUG}/pages/rules`, edit);
	const chain = (await commitments()).commitments;
	expect(chain.map(({ reason }) => reason)).toEqual([
		...[null, 'A radiologist read two again', 'The rules were edited.'],
	]);
	clock = OPENS + 2 * DAY;
	const revealed = await reveal(true);
	expect(revealed.status, revealed.text).toBe(200);
	expect(revealed.body.commitments.every(({ salt }) => salt !== null)).toBe(true);
	expect((await reveal(true)).status).toBe(409);
	const folder = await bundle();
	const report = await verify(folder, { known: noted });
	expect(report.faults).toEqual([]);
	expect(report.submissions.map(({ state }) => state)).toEqual(Array(4).fill('same'));
	expect(report.ok).toBe(true);
	expect((await verify(folder, { known: 'f'.repeat(64) })).ok).toBe(false);

	// What was changed afterwards shows, each at its place.
	const forged = await verify(
		withBundle(folder, ({ submissions }) => {
			submissions[1]!.private_score = 0.99;
		}),
	);
	expect(forged.ok).toBe(false);
	expect(forged.submissions[1]!.state).toBe('differs');
	const path = [...folder.keys()].find((name) => name.startsWith('solutions/'))!;
	const otherLabels = new TextEncoder().encode(solutionText().replace('img-2,0', 'img-2,1'));
	const swapped = await verify(new Map(folder).set(path, otherLabels));
	expect(swapped.commitments.some(({ faults }) => /not the one/.test(faults[0] ?? ''))).toBe(true);
	const salted = await verify(
		withBundle(folder, ({ commitments }) => {
			commitments[0]!.salt = '0'.repeat(64);
		}),
	);
	expect(salted.commitments[0]!.ok).toBe(false);
	const short = await verify(withBundle(folder, ({ commitments }) => void commitments.shift()));
	expect(short.ok).toBe(false);
	const ranked = await verify(
		withBundle(folder, ({ boards }) => {
			boards.private[3]!.rank = 1;
		}),
	);
	expect(ranked.faults[0]).toMatch(/rank that does not follow/);
});

it('with hashes only, owners bring their own files', async () => {
	clock = OPENS + 2 * DAY;
	await reveal(false);
	const folder = await bundle();
	expect([...folder.keys()].some((path) => path.startsWith('submissions/'))).toBe(false);
	const mine = new TextEncoder().encode(predictions(0.9, { hidden: 0.5 }));
	const { sha256 } = await import('#lib/verification/hash');
	const report = await verify(folder, { brought: new Map([[await sha256(mine), mine]]) });
	expect(report.ok).toBe(true);
	expect(report.submissions.map(({ state }) => state).sort()).toEqual([
		...['no_file', 'no_file', 'no_file', 'same'],
	]);
});

it('only organisers reveal', async () => {
	const { holdout } = running.world;
	clock = OPENS + 2 * DAY;
	const path = `/competitions/${SLUG}/commitments/reveal`;
	const send = (who: { headers: Record<string, string> }): Promise<Answer<unknown>> =>
		call(holdout, who, path, { method: 'POST', json: { files: true } });
	expect((await send(NOBODY)).status).toBe(401);
	expect((await send(running.people[0]!)).status).toBe(403);
	expect((await send(await newPerson(holdout, 'organiser'))).status).toBe(403);
});
