/** The tests of the queries once more, over HTTP on a libSQL server. */
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase } from '#db/client.server';
import { useEngine } from '../db/fixtures.ts';
import { sqldProgram, startSqld, type Primary } from './engines.ts';

/** Every table of the last test; views and triggers go with them. */
async function empty(url: string): Promise<void> {
	const client = createClient({ url });
	const { rows } = await client.execute(
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'",
	);
	await client.migrate(rows.map(({ name }) => `DROP TABLE "${String(name)}"`));
	client.close();
}

describe.skipIf(!sqldProgram)('on sqld', () => {
	let sqld: Primary;
	beforeAll(async () => {
		sqld = await startSqld();
		useEngine(async () => {
			await empty(sqld.url);
			return openDatabase({ url: sqld.url });
		});
	});
	afterAll(async () => {
		useEngine(null);
		await sqld.remove();
	});
	describe('attempts', () => import('../db/attempts.test.ts').then(() => undefined));
	describe('dispatch', () => import('../db/dispatch.test.ts').then(() => undefined));
	describe('standings', () => import('../db/standings.test.ts').then(() => undefined));
});
