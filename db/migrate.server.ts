import type { Client } from '@libsql/client';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { findMigrations } from './migrations-folder.ts';

const TABLE = '__drizzle_migrations';

/**
 * Applies what is missing, all of it or nothing, in one transaction without foreign keys. Of several
 * processes that start together one does it: its own record comes first, and a second record of the
 * same migration breaks the batch of whoever is later.
 */
async function migrate(client: Client): Promise<void> {
	await client.execute(
		`CREATE TABLE IF NOT EXISTS ${TABLE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
	);
	const { rows } = await client.execute(`SELECT max(created_at) AS last FROM ${TABLE}`);
	const last = Number(rows[0]!.last ?? -1);
	const due = readMigrationFiles({ migrationsFolder: findMigrations() }).filter(
		({ folderMillis }) => folderMillis > last,
	);
	if (!due.length) return;
	await client.migrate([
		`CREATE UNIQUE INDEX IF NOT EXISTS migration_once ON ${TABLE} (created_at)`,
		...due.flatMap(({ hash, folderMillis, sql }) => [
			{
				sql: `INSERT INTO ${TABLE} (hash, created_at) VALUES (?, ?)`,
				args: [hash, folderMillis],
			},
			...sql,
		]),
	]);
}

/** The slower of two processes finds nothing left to do when it looks again. */
export async function migrateOnce(client: Client, attempts = 8): Promise<void> {
	try {
		await migrate(client);
	} catch (error) {
		if (attempts <= 1) throw error;
		await new Promise((done) => setTimeout(done, 50 + Math.random() * 150));
		await migrateOnce(client, attempts - 1);
	}
}
