/** `holdout audit verify` on a data folder, before and after somebody changed the database. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#db/client.server';
import { holdout } from '../support/server.ts';
import { call, importSmall, newDataDir, newPerson, openWorld } from '../api/world.ts';

const dataDir = newDataDir();
beforeAll(async () => {
	const world = await openWorld({ dataDir });
	const admin = await newPerson(world.holdout, 'admin');
	for (const slug of ['one', 'two']) await importSmall(world.holdout, { slug }, admin.id);
	const send = { method: 'PATCH', json: { title: 'Changed' } };
	await call(world.holdout, admin, '/competitions/two', send);
	await world.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const verify = (...args: string[]) =>
	holdout(['audit', 'verify', ...args], { HOLDOUT_DATA: dataDir });

it('says which chains are whole, and where one breaks', async () => {
	const whole = await verify('--json');
	expect(whole.code, whole.stderr).toBe(0);
	const { logs } = JSON.parse(whole.stdout) as {
		logs: { competition: string; entries: number; whole: boolean }[];
	};
	expect(logs.map(({ competition, entries }) => [competition, entries]).sort()).toEqual([
		['one', 1],
		['two', 2],
	]);

	const { db, close } = await openDatabase(join(dataDir, 'holdout.db'));
	await db.run(sql`DROP TRIGGER audit_entries_stay`);
	await db.run(sql`UPDATE audit_entries SET actor_name = 'Nobody' WHERE seq = 2`);
	close();
	const broken = await verify('two');
	expect(broken.code).toBe(1);
	expect(broken.stdout).toMatch(/two +1 +broken at 2 \(changed\)/);
});

it('refuses what it cannot check', async () => {
	expect((await verify('one', '--head', 'abc')).code).toBe(2);
	expect((await verify('one', '--head', 'a'.repeat(64))).code).toBe(1);
});
