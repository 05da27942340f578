import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '#db/client.server';
import { submissions } from '#db/schema/submissions';
import { addCompetition, newSubmission, openTestDatabase, type TestDatabase } from './fixtures.ts';
import { insertBaselineSubmission } from '#db/queries/submissions';

let database: TestDatabase;
beforeEach(async () => {
	database = await openTestDatabase();
});
afterEach(() => database.remove());

const pragma = async (name: string) =>
	Object.values((await database.client.execute(`PRAGMA ${name}`)).rows[0]!)[0];

it('keeps its promises on every statement, also when many overlap', async () => {
	const before = async () => [
		await pragma('journal_mode'),
		await pragma('foreign_keys'),
		await pragma('synchronous'),
		await pragma('busy_timeout'),
	];
	expect(await before()).toEqual(['wal', 1, 2, 10_000]);
	await Promise.all(Array.from({ length: 50 }, () => database.db.run(sql`SELECT 1`)));
	expect(await before()).toEqual(['wal', 1, 2, 10_000]);
});

it('holds references: a submission of an unknown team is refused', async () => {
	const competitionId = await addCompetition(database.db);
	const orphan = newSubmission(competitionId, 'nobody', 0);
	await expect(insertBaselineSubmission(database.db, orphan)).rejects.toThrow();
	expect(await database.db.$count(submissions)).toBe(0);
});

it('writes all of a batch or nothing', async () => {
	const competitionId = await addCompetition(database.db);
	const revision = sql`SELECT board_revision AS n FROM competitions WHERE id = ${competitionId}`;
	await expect(
		database.db.batch([
			database.db.run(sql`UPDATE competitions SET board_revision = 7`),
			database.db.run(sql`INSERT INTO teams (id) VALUES ('incomplete')`),
		]),
	).rejects.toThrow();
	expect(await database.db.get(revision)).toEqual({ n: 0 });
});

it('opens in folders with awkward names', async () => {
	const parent = mkdtempSync(join(tmpdir(), 'holdout-db-'));
	const again = await openDatabase(join(parent, 'a b#1 %20 é?', 'holdout.db'));
	expect(await again.db.$count(submissions)).toBe(0);
	again.close();
	rmSync(parent, { recursive: true });
});

it('is migrated once when several processes start together', async () => {
	const parent = mkdtempSync(join(tmpdir(), 'holdout-db-'));
	const path = join(parent, 'holdout.db');
	const script = `
		const { openDatabase } = await import('#db/client.server');
		const open = await openDatabase(${JSON.stringify(path)});
		const { rows } = await open.client.execute('SELECT count(*) AS n FROM __drizzle_migrations');
		console.log(rows[0].n);
		open.close();`;
	const start = () =>
		promisify(execFile)(
			process.execPath,
			['--import', 'tsx', '--input-type=module', '-e', script],
			{ cwd: resolve(import.meta.dirname, '../..') },
		);
	const outputs = await Promise.all([start(), start(), start(), start()]);
	const counts = new Set(outputs.map(({ stdout }) => stdout.trim()));
	expect(counts.size).toBe(1);
	expect(Number([...counts][0])).toBeGreaterThan(0);
	rmSync(parent, { recursive: true });
});
