/** A whole competition on another server: nothing is lost, and damaged exports change nothing. */
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipSync, unzipSync } from 'fflate';
import { verifyAudit } from '#db/queries/audit';
import { WHOLE_TABLES } from '#lib/server/whole/tables';
import type { Holdout } from '#lib/server/holdout';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import { openRunning, SLUG, turned, type Running } from './rescoring-world.ts';
import { call, newPerson, NOBODY, openWorld, type Person, type World } from './world.ts';

let running: Running;
let other: World;
let admin: Person;
beforeEach(async () => {
	running = await openRunning();
	other = await openWorld();
	admin = await newPerson(other.holdout, 'admin');
	const { holdout } = running.world;
	// Something in many tables: a change with its announcement, an edited page, a disqualification.
	await running.propose({ solution: turned(['img-0', 'img-1']) });
	await holdout.lifecycle.drain();
	const notice = { title: '=HYPERLINK("x")', markdown: 'Corrected.' };
	expect((await running.post('/1/publish', { notice })).status).toBe(200);
	const edit = { method: 'PUT', json: { markdown: '# Rules', revision: 0 } };
	await call(holdout, running.organiser, `/competitions/${SLUG}/pages/rules`, edit);
});
afterEach(async () => {
	await running.world.close();
	await other.close();
});

async function exported(who: Person = running.organiser): Promise<Uint8Array<ArrayBuffer>> {
	const { api } = running.world.holdout;
	const path = `/api/v1/competitions/${SLUG}/export/everything`;
	const answer = await api.request(path, { headers: who.headers });
	expect(answer.status).toBe(200);
	return new Uint8Array(await answer.arrayBuffer());
}
const restore = (zip: Uint8Array<ArrayBuffer>, who = admin) =>
	call(other.holdout, who, '/competitions/restore', {
		...{ method: 'POST', body: zip, type: 'application/zip' },
	});
const rowsOf = async ({ db }: Holdout) => {
	const [row] = await db.all<{ id: string }>(sql`SELECT id FROM competitions WHERE slug = ${SLUG}`);
	const tables = await Promise.all(
		WHOLE_TABLES.map(async ({ name, where }) => [
			name,
			await db.all(
				sql`SELECT * FROM ${sql.identifier(name)} WHERE ${where(row!.id)} ORDER BY 1, 2`,
			),
		]),
	);
	return { id: row!.id, tables: Object.fromEntries(tables) as Record<string, unknown[]> };
};

it('restores every row, file, board and the audit chain', async () => {
	const zip = await exported();
	const answer = await restore(zip);
	expect(answer.status, answer.text).toBe(201);
	const [here, there] = [await rowsOf(running.world.holdout), await rowsOf(other.holdout)];
	for (const name of Object.keys(here.tables))
		expect(there.tables[name], name).toEqual(here.tables[name]);
	for (const name of [
		'evaluations',
		'standings',
		'commitments',
		'revisions',
		'rescorings',
		'teams',
	]) {
		expect(here.tables[name]!.length, name).toBeGreaterThan(0);
	}
	for (const split of ['public', 'private']) {
		const path = `/competitions/${SLUG}/leaderboard?split=${split}`;
		const was = (await call<Leaderboard>(running.world.holdout, running.organiser, path)).body;
		const is = (await call<Leaderboard>(other.holdout, admin, path)).body;
		expect(is.participants.map(({ rank, name, score }) => [rank, name, score])).toEqual(
			was.participants.map(({ rank, name, score }) => [rank, name, score]),
		);
	}
	const chain = await verifyAudit(other.holdout.db, there.id);
	expect(chain).toMatchObject({ whole: true });
	// The files are there too: a submission is scored by them.
	const [submission] = there.tables.submissions as { id: string }[];
	const file = await call(other.holdout, admin, `/submissions/${submission!.id}/file`);
	expect(file.status).toBe(200);
	expect(await restore(zip)).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
});

it('gives addresses to administrators only', async () => {
	const users = (zip: Uint8Array) => new TextDecoder().decode(unzipSync(zip)['users.jsonl']);
	expect(users(await exported())).not.toContain('@example.org');
	const root = await newPerson(running.world.holdout, 'admin');
	expect(users(await exported(root))).toContain(running.people[0]!.email);
});

it('refuses a damaged export as a whole', async () => {
	const parts = unzipSync(await exported());
	const file = Object.keys(parts).find((name) => name.startsWith('files/'))!;
	const teams = new TextDecoder().decode(parts['tables/teams.jsonl']).split('\n').slice(1);
	const damaged = zipSync({
		...parts,
		[file]: new Uint8Array([1, 2, 3]),
		'tables/teams.jsonl': new TextEncoder().encode(teams.join('\n')),
	});
	const answer = await restore(new Uint8Array(damaged));
	expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_folder' } });
	const { problems } = answer.body as { problems: { file: string }[] };
	expect(problems.map((problem) => problem.file).sort()).toEqual(
		[file, 'tables/teams.jsonl'].sort(),
	);
	expect(await other.holdout.db.all(sql`SELECT id FROM competitions`)).toEqual([]);
	expect((await restore(new Uint8Array([80, 75]))).status).toBe(422);
});

it('refuses an audit log that somebody changed', async () => {
	const parts = unzipSync(await exported());
	const log = new TextDecoder().decode(parts['audit.jsonl']);
	parts['audit.jsonl'] = new TextEncoder().encode(log.replace('Olga', 'Olaf'));
	expect((await restore(new Uint8Array(zipSync(parts)))).status).toBe(422);
	expect(await other.holdout.db.all(sql`SELECT id FROM competitions`)).toEqual([]);
});

it('only organisers export, and only administrators restore', async () => {
	const path = `/competitions/${SLUG}/export/everything`;
	expect((await call(running.world.holdout, running.people[0]!, path)).status).toBe(403);
	expect((await call(running.world.holdout, NOBODY, path)).status).toBe(401);
	const organiser = await newPerson(other.holdout, 'organiser');
	expect((await restore(new Uint8Array([1]), organiser)).status).toBe(403);
});
