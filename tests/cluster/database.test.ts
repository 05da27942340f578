import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '#db/client.server';
import { withReading, type Reading } from '#db/engines/replica.server';
import { verifyAudit, withEntry } from '#db/queries/audit';
import { addCompetition } from '../db/fixtures.ts';
import { sqldProgram, startReplica, startSqld, type Engine, type Primary } from './engines.ts';

const ROOT = resolve(import.meta.dirname, '../..');

describe.skipIf(!sqldProgram)('a libSQL server', () => {
	let primary: Primary;
	let replica: Engine;
	let database: OpenDatabase;
	beforeAll(async () => {
		primary = await startSqld();
		replica = await startReplica(primary);
	});
	afterAll(async () => {
		database?.close();
		await replica.remove();
		await primary.remove();
	});

	it('is migrated once when several processes start together', async () => {
		const script = `
			const { openDatabase } = await import('#db/client.server');
			const open = await openDatabase({ url: ${JSON.stringify(primary.url)} });
			const { rows } = await open.client.execute('SELECT count(*) AS n, count(DISTINCT hash) AS hashes FROM __drizzle_migrations');
			console.log(JSON.stringify(rows[0]));
			open.close();`;
		const start = () =>
			promisify(execFile)(
				process.execPath,
				['--import', 'tsx', '--input-type=module', '-e', script],
				{ cwd: ROOT },
			);
		const outputs = await Promise.all([start(), start(), start()]);
		const counts = outputs.map(({ stdout }) => JSON.parse(stdout) as { n: number; hashes: number });
		expect(counts[0]!.n).toBeGreaterThan(3);
		expect(counts[0]!.hashes).toBe(counts[0]!.n);
		expect(counts).toEqual([counts[0], counts[0], counts[0]]);
		database = await openDatabase({ url: primary.url, replicaUrl: replica.url });
	});

	it('keeps batches whole and foreign keys', async () => {
		const { db } = database;
		const competitionId = await addCompetition(db);
		await expect(
			db.batch([
				db.run(sql`UPDATE competitions SET board_revision = 7`),
				db.run(sql`INSERT INTO teams (id) VALUES ('incomplete')`),
			]),
		).rejects.toThrow();
		const revision = sql`SELECT board_revision AS n FROM competitions WHERE id = ${competitionId}`;
		expect(await db.get(revision)).toEqual({ n: 0 });
		await db.run(sql`DELETE FROM competitions WHERE id = ${competitionId}`);
		expect(
			await db.get(
				sql`SELECT count(*) AS n FROM solution_versions WHERE competition_id = ${competitionId}`,
			),
		).toEqual({ n: 0 });
	});

	it('appends to one audit log from many writers without a gap', async () => {
		const { db } = database;
		const competitionId = await addCompetition(db);
		// One entry is the competition's own.
		const entry = { competitionId, at: 1, actor: null, action: 'settings_changed' as const };
		await Promise.all(Array.from({ length: 12 }, () => withEntry(db, entry)));
		expect(await verifyAudit(db, competitionId)).toMatchObject({ whole: true, entries: 13 });
	});

	it('a person reads their own writes, whatever the replica knows', async () => {
		const { db } = database;
		const competitionId = await addCompetition(db);
		const title = sql<string>`SELECT title AS t FROM competitions WHERE id = ${competitionId}`;
		const reading = (seen: number, replica = true): Reading => ({ replica, seen, wrote: null });
		for (let n = 0; n < 30; n++) {
			const writer = reading(0, false);
			await withReading(writer, () =>
				db.run(sql`UPDATE competitions SET title = ${`title ${n}`} WHERE id = ${competitionId}`),
			);
			expect(writer.wrote).toBeGreaterThan(0);
			// At once, before the replica can have it.
			expect(await withReading(reading(writer.wrote!), () => db.get(title))).toEqual({
				t: `title ${n}`,
			});
		}
		// And the replica is really read from: while it stands still, others see the older state.
		let last = reading(0);
		for (let tries = 0; tries < 100; tries++) {
			last = reading(0);
			const row = await withReading(last, () => db.get<{ t: string }>(title));
			if (row?.t === 'title 29') break;
			await new Promise((done) => setTimeout(done, 50));
		}
		expect(last.replica).toBe(true);
	});

	it('reads from the primary while the replica is away', async () => {
		await replica.kill('SIGKILL');
		const reading: Reading = { replica: true, seen: 0, wrote: null };
		expect(await withReading(reading, () => database.db.get(sql`SELECT 1 AS one`))).toEqual({
			one: 1,
		});
		expect(reading.replica).toBe(false);
		await replica.start();
	});

	it('outlasts a restart of the server', async () => {
		await primary.kill('SIGKILL');
		const pending = database.db.get(sql`SELECT count(*) > 0 AS some FROM competitions`);
		await primary.start();
		expect(await pending).toEqual({ some: 1 });
	});
});
