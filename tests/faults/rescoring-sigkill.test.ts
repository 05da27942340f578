/** A rescoring that is killed goes on where it was, and judges nothing twice. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rescoring } from '#lib/api/schemas/rescoring';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import {
	api,
	createUserToken,
	freePort,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';

const SLUG = 'killed';
const SUBMISSIONS = 150;
const ROWS = 3000;
const ROUNDS = 4;

let dataDir: string;
let port: number;
let server: TestServer;
let organiser: string;
let participant: string;
let solution: string;

beforeAll(async () => {
	dataDir = makeDataDir('rescoring');
	port = await freePort();
	const parent = mkdtempSync(join(tmpdir(), 'holdout-folder-'));
	const folder = writeSmallCompetition(parent, { slug: SLUG, rows: ROWS });
	solution = readFileSync(join(folder, 'solution.csv'), 'utf8');
	const env = { HOLDOUT_DATA: dataDir };
	expect((await holdout(['competition', 'import', folder], env)).code).toBe(0);
	organiser = await createUserToken(dataDir, 'admin@example.org', '--admin');
	participant = await createUserToken(dataDir, 'anna@example.org');
	server = await startServer(dataDir, {}, port);
	await joinCompetition(server, participant, SLUG);
	for (let n = 0; n < SUBMISSIONS; n++) await submit(n);
	await until(async () => (await pending()) === 0);
}, 300_000);
afterAll(async () => {
	await server?.kill();
	removeDataDir(dataDir);
});

const submit = async (n: number) => {
	const answer = await api(server, participant, `/competitions/${SLUG}/submissions`, {
		...{ method: 'POST', headers: { 'content-type': 'text/csv' } },
		body: smallPredictions(n / SUBMISSIONS, ROWS),
	});
	expect(answer.status).toBe(202);
};
async function until(isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 120_000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error('it never was so');
		await sleep(30);
	}
}
async function pending(): Promise<number> {
	const page = await api<{ total: number }>(
		server,
		participant,
		`/competitions/${SLUG}/submissions?scope=mine&status=scored&page_size=1`,
	);
	return SUBMISSIONS - page.body.total;
}
const change = async () =>
	(await api<Rescoring>(server, organiser, `/competitions/${SLUG}/rescorings/1`)).body;

it(`${ROUNDS} kills while a change is scored lose nothing and judge nothing twice`, async () => {
	const form = new FormData();
	form.set('reason', 'One label was wrong');
	form.set('solution', new Blob([solution.replace('img-1,0', 'img-1,1')]), 'solution.csv');
	const made = await api(server, organiser, `/competitions/${SLUG}/rescorings`, {
		...{ method: 'POST', body: form },
	});
	expect(made.status, JSON.stringify(made.body)).toBe(201);
	const seen: number[] = [0];
	for (let round = 0; round < ROUNDS; round++) {
		// Killed in the middle: after some more were judged, before all are.
		await until(async () => (await change()).progress.done > seen.at(-1)!);
		await server.kill('SIGKILL');
		server = await startServer(dataDir, {}, port);
		const { progress } = await change();
		// What was written is still there.
		expect(progress.done).toBeGreaterThan(seen.at(-1)!);
		seen.push(progress.done);
		if (progress.done === SUBMISSIONS) break;
	}
	// At least one kill must have hit unfinished work.
	expect(seen[1]).toBeLessThan(SUBMISSIONS);
	await until(async () => (await change()).ready);
	expect((await change()).progress).toEqual({
		...{ total: SUBMISSIONS, done: SUBMISSIONS, invalid: 0, failed: 0 },
	});
	const published = await api<Rescoring>(
		server,
		organiser,
		`/competitions/${SLUG}/rescorings/1/publish`,
		{
			...{ method: 'POST', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify({ notice: null }),
		},
	);
	expect(published.status, JSON.stringify(published.body)).toBe(200);
	await server.kill();
	const db = createClient({ url: `file:${join(dataDir, 'holdout.db')}` });
	const counts = await db.execute(`
		SELECT solution_version AS v, count(*) AS n, count(DISTINCT submission_id) AS d
		FROM evaluations GROUP BY v ORDER BY v`);
	const current = await db.execute(`
		SELECT count(*) AS n FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
		WHERE v.solution_version = 2`);
	const check = await db.execute('pragma integrity_check');
	db.close();
	expect(counts.rows.map(({ v, n, d }) => [v, n, d])).toEqual([
		[1, SUBMISSIONS, SUBMISSIONS],
		[2, SUBMISSIONS, SUBMISSIONS],
	]);
	expect(current.rows[0]!.n).toBe(SUBMISSIONS);
	expect(check.rows[0]!.integrity_check).toBe('ok');
	server = await startServer(dataDir, {}, port);
}, 240_000);
