import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditCheck, AuditEntry, AuditLog } from '#lib/api/schemas/audit';
import { auditHash, GENESIS } from '#db/audit-chain';
import { listAuditEntries, verifyAudit, withEntry } from '#db/queries/audit';
import { openDatabase } from '#db/client.server';
import { findCompetition } from '#db/queries/competitions';
import { user } from '#db/schema/auth';
import { join } from 'node:path';
import { call, importSmall, newPerson, openWorld, type Person, type World } from './world.ts';

let world: World;
let organiser: Person;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
	organiser = await newPerson(world.holdout, 'organiser', 'Olga Owner');
});
afterAll(() => world.close());

/** A competition of its own for every test, because a log cannot be mended. */
async function competition(slug: string) {
	await importSmall(world.holdout, { slug }, organiser.id);
	return (await findCompetition(world.holdout.db, slug))!;
}

const check = async (slug: string, query = '') =>
	(await call<AuditCheck>(world.holdout, organiser, `/competitions/${slug}/audit/check${query}`))
		.body;

const rename = (slug: string, title: string) =>
	call(world.holdout, organiser, `/competitions/${slug}`, { method: 'PATCH', json: { title } });

describe('the chain', () => {
	it('begins with the import and grows with each change', async () => {
		await competition('chain');
		await rename('chain', 'Second');
		const { body } = await call<AuditLog>(world.holdout, organiser, '/competitions/chain/audit');
		expect(body.entries.map(({ seq, action }) => [seq, action])).toEqual([
			[2, 'settings_changed'],
			[1, 'competition_imported'],
		]);
		expect(body.entries[1]!.previous).toBe(GENESIS);
		expect(body.entries[0]!.previous).toBe(body.entries[1]!.hash);
		expect(body.entries[0]!.actor.id).toBe(organiser.id);
		expect(body.entries[0]!.detail).toEqual({
			changes: [{ key: 'title', before: 'Small chain', after: 'Second' }],
		});
		expect(await check('chain')).toEqual({
			...{ whole: true, entries: 2, head: body.entries[0]!.hash, broken_at: null },
		});
	});

	it('a change that changes nothing is no entry', async () => {
		await competition('same');
		await rename('same', 'Small same');
		expect((await check('same')).entries).toBe(1);
	});

	it('stays whole under writers of two connections at once', async () => {
		const { id } = await competition('parallel');
		const other = await openDatabase(join(world.dataDir, 'holdout.db'));
		const entry = (n: number) => ({
			...{ competitionId: id, at: n, actor: null, target: String(n) },
			action: 'submissions_downloaded' as const,
		});
		await Promise.all(
			Array.from({ length: 40 }, (_, i) =>
				withEntry(i % 2 ? other.db : world.holdout.db, entry(i)),
			),
		);
		other.close();
		const { rows } = await listAuditEntries(
			world.holdout.db,
			id,
			{ action: 'submissions_downloaded' },
			{ page: 1, page_size: 100 },
		);
		expect(new Set(rows.map(({ target }) => target)).size).toBe(40);
		expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => 41 - i));
		expect(await verifyAudit(world.holdout.db, id)).toMatchObject({ whole: true, entries: 41 });
	});

	it('what fails with its entry is not done, and has no entry', async () => {
		const { id } = await competition('rollback');
		const { db } = world.holdout;
		const broken = db.run(sql`INSERT INTO announcements (id) VALUES ('half')`);
		const entry = { competitionId: id, at: 1, actor: null, action: 'page_edited' as const };
		const title = db.run(sql`UPDATE competitions SET title = 'Half' WHERE id = ${id}`);
		await expect(withEntry(db, entry, [title, broken])).rejects.toThrow();
		expect((await findCompetition(db, 'rollback'))!.title).toBe('Small rollback');
		expect((await check('rollback')).entries).toBe(1);
	});
});

describe('tampering', () => {
	const TRIGGERS = ['audit_entries_stay', 'audit_entries_remain'];
	/** What somebody with the database file in hands may do. */
	async function tamper(slug: string, change: (id: string) => ReturnType<typeof sql>) {
		const { id } = await competition(slug);
		for (const title of ['A', 'B', 'C']) await rename(slug, title);
		const { db } = world.holdout;
		const triggers = await db.all<{ sql: string }>(
			sql`SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'`,
		);
		expect(triggers).toHaveLength(2);
		for (const name of TRIGGERS) await db.run(sql.raw(`DROP TRIGGER ${name}`));
		await db.run(change(id));
		for (const trigger of triggers) await db.run(sql.raw(trigger.sql));
		return id;
	}

	it('the database itself refuses changes and deletions', async () => {
		const { id } = await competition('refused');
		const { db } = world.holdout;
		for (const statement of [
			sql`UPDATE audit_entries SET action = 'x' WHERE competition_id = ${id}`,
			sql`DELETE FROM audit_entries WHERE competition_id = ${id}`,
		]) {
			await expect(db.run(statement)).rejects.toThrow();
		}
		expect((await check('refused')).whole).toBe(true);
	});

	it('a changed entry shows', async () => {
		await tamper(
			'changed',
			(id) => sql`UPDATE audit_entries SET detail = '{}' WHERE competition_id = ${id} AND seq = 3`,
		);
		expect(await check('changed')).toMatchObject({
			...{ whole: false, entries: 2, broken_at: { seq: 3, reason: 'changed' } },
		});
	});

	it('a changed entry with a new hash shows at the next one', async () => {
		const { db } = world.holdout;
		const id = await tamper('rehashed', () => sql`SELECT 1`);
		const { rows } = await listAuditEntries(db, id, {}, { page: 1, page_size: 10 });
		const forged = { ...rows.find(({ seq }) => seq === 3)!, actorName: 'Somebody else' };
		for (const name of TRIGGERS) await db.run(sql.raw(`DROP TRIGGER ${name}`));
		await db.run(
			sql`UPDATE audit_entries SET actor_name = ${forged.actorName}, hash = ${auditHash(forged)}
				WHERE competition_id = ${id} AND seq = 3`,
		);
		expect((await check('rehashed')).broken_at).toEqual({ seq: 4, reason: 'unlinked' });
		await db.run(
			sql.raw(
				`CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'no'); END`,
			),
		);
		await db.run(
			sql.raw(
				`CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'no'); END`,
			),
		);
	});

	it('a removed entry shows', async () => {
		await tamper(
			'removed',
			(id) => sql`DELETE FROM audit_entries WHERE competition_id = ${id} AND seq = 2`,
		);
		expect((await check('removed')).broken_at).toEqual({ seq: 2, reason: 'missing' });
	});

	it('a cut end shows to whoever noted the last hash', async () => {
		const { id } = await competition('cut');
		await rename('cut', 'A');
		const { head } = await check('cut');
		await rename('cut', 'B');
		expect((await check('cut', `?head=${head}`)).whole).toBe(true);
		await tamper(
			'cut-2',
			() => sql`DELETE FROM audit_entries WHERE competition_id = ${id} AND seq >= 2`,
		);
		expect(await check('cut')).toMatchObject({ whole: true, entries: 1 });
		expect((await check('cut', `?head=${head}`)).broken_at).toEqual({ seq: 2, reason: 'cut' });
	});
});

it('outlives the account', async () => {
	await competition('orphan');
	const co = await newPerson(world.holdout, 'participant', 'Gone Gunther');
	const path = '/competitions/orphan/staff';
	const invited = await call(world.holdout, organiser, path, {
		...{ method: 'POST', json: { email: co.email } },
	});
	expect(invited.status).toBe(200);
	const edit = { method: 'PUT', json: { markdown: 'New', revision: 0 } };
	expect((await call(world.holdout, co, '/competitions/orphan/pages/rules', edit)).status).toBe(
		200,
	);
	await world.holdout.db.delete(user).where(sql`id = ${co.id}`);
	const { text } = await call(world.holdout, organiser, '/competitions/orphan/audit');
	expect(text).toContain('Gone Gunther');
	expect(text).not.toContain(co.email);
	expect((await check('orphan')).whole).toBe(true);
});

describe('reading it', () => {
	it('is filtered and paged', async () => {
		await competition('filter');
		for (const title of ['Apple', 'Pear', 'Plum']) await rename('filter', title);
		const get = async (query: string) =>
			(await call<AuditLog>(world.holdout, organiser, `/competitions/filter/audit?${query}`)).body;
		expect((await get('action=settings_changed')).total).toBe(3);
		expect((await get(`actor=${organiser.id}`)).total).toBe(4);
		expect((await get('actor=nobody')).total).toBe(0);
		expect((await get('q=Pear')).total).toBe(2);
		expect((await get('q=100%25')).total).toBe(0);
		expect((await get('page=2&page_size=3')).entries.map(({ seq }) => seq)).toEqual([1]);
		expect((await get('')).actors).toEqual(
			[
				{ id: organiser.id, name: 'Organiser' },
				{ id: organiser.id, name: 'Olga Owner' },
			].sort((a, b) => (a.name < b.name ? -1 : 1)),
		);
	});

	it('is downloaded as CSV and JSON, which is an entry too', async () => {
		await competition('files');
		const csv = await call(world.holdout, organiser, '/competitions/files/audit.csv');
		expect(csv.text.split('\r\n')).toHaveLength(3);
		expect(csv.response.headers.get('content-disposition')).toContain('files-audit.csv');
		const json = await call<AuditEntry[]>(
			world.holdout,
			organiser,
			'/competitions/files/audit.json',
		);
		expect(json.body.map(({ action }) => action)).toEqual([
			...['competition_imported', 'audit_log_downloaded'],
		]);
		expect((await check('files')).entries).toBe(3);
	});
});
