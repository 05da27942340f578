import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import { backUp, restore } from '#lib/server/move/backup';
import { openEngines, openFolder, type Place } from '#lib/server/move/place';
import { listTables, stateOf } from '#lib/server/move/tables';
import { transfer } from '#lib/server/move/transfer';
import { predictions } from '../api/small.ts';
import { call, importSmall, joinAs, newPerson, openWorld, submit } from '../api/world.ts';
import type { Person, World } from '../api/world.ts';
import { S3_CREDENTIALS, sqldProgram, startS3, startSqld } from './engines.ts';
import type { Bucket, Primary } from './engines.ts';

const folders: string[] = [];
const newFolder = () => {
	folders.push(mkdtempSync(join(tmpdir(), 'holdout-move-')));
	return folders.at(-1)!;
};

let world: World;
let person: Person;
beforeAll(async () => {
	Object.assign(process.env, S3_CREDENTIALS);
	world = await openWorld({ dataDir: newFolder() });
	const { holdout } = world;
	await newPerson(holdout, 'admin');
	await importSmall(holdout, { slug: 'small', yaml: 'limits: { per_day: 1000 }' });
	person = await newPerson(holdout);
	await joinAs(holdout, person, 'small');
	for (let i = 0; i < 8; i++) await submit(holdout, person, 'small', predictions(i / 8));
	await submit(holdout, person, 'small', 'image,Effusion\nimg-0,0.5\n');
	await holdout.lifecycle.drain();
});
afterAll(async () => {
	await world.close();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Everything that there is, for comparison. */
async function contentOf(place: Place) {
	const tables: Record<string, unknown> = {};
	for (const table of await listTables(place.client)) {
		tables[table.name] = await stateOf(place.client, table);
	}
	const files = [];
	for await (const file of place.files.list()) files.push(`${file.sha256} ${file.size}`);
	return { tables, files: files.sort() };
}

async function contentOfFolder(folder: string) {
	const place = await openFolder(folder);
	try {
		return await contentOf(place);
	} finally {
		await place.close();
	}
}

describe.skipIf(!sqldProgram)('move', () => {
	let sqld: Primary;
	let bucket: Bucket;
	beforeAll(async () => {
		[sqld, bucket] = [await startSqld(), await startS3()];
	});
	afterAll(async () => {
		await sqld.remove();
		await bucket.remove();
	});

	it('goes to the engines in spite of interruptions, and back, with everything', async () => {
		const was = await contentOfFolder(world.dataDir);
		expect(was.files.length).toBeGreaterThan(15);
		const engines = { database: { url: sqld.url }, redis: null, storage: bucket.engine };
		const source = await openFolder(world.dataDir);
		const far = await openEngines(engines, newFolder());
		let interruptions = 0;
		const breakAfter = (n: number) => () => {
			if (--n < 0) throw new Error(`interrupted ${++interruptions}`);
		};
		for (const n of [3, 9, 20, 30]) {
			await expect(transfer(source, far, breakAfter(n))).rejects.toThrow('interrupted');
		}
		const report = await transfer(source, far);
		expect(interruptions).toBeGreaterThanOrEqual(4);
		expect(report.files).toBe(was.files.length);
		expect(await contentOf(far)).toEqual(was);

		const back = newFolder();
		const target = await openFolder(back);
		await transfer(far, target);
		expect(await contentOf(target)).toEqual(was);
		await Promise.all([source, far, target].map((place) => place.close()));

		// And it is a working installation, with the same sign-ins.
		const again = await openWorld({ dataDir: back, secret: 'x'.repeat(40) });
		const board = async ({ holdout }: World) => {
			const path = '/competitions/small/leaderboard';
			const { body } = await call<Leaderboard>(holdout, { headers: {} }, path);
			return body.participants.map(({ team_id, score }) => ({ team_id, score }));
		};
		expect(await board(again)).toEqual(await board(world));
		expect(await board(again)).toHaveLength(1);
		await again.close();
	});

	it('writes over nothing', async () => {
		const source = await openFolder(world.dataDir);
		const engines = { database: { url: sqld.url }, redis: null, storage: bucket.engine };
		const far = await openEngines(engines, newFolder());
		await expect(transfer(source, far)).rejects.toMatchObject({ code: 'not_empty' });
		await Promise.all([source.close(), far.close()]);
	});

	it('backs up engines too', async () => {
		const engines = { database: { url: sqld.url }, redis: null, storage: bucket.engine };
		const far = await openEngines(engines, newFolder());
		const folder = newFolder();
		const about = { embedded: false, version: 'test', now: Date.now() };
		await backUp(far, folder, about);
		// Once more into the same folder.
		await backUp(far, folder, about);
		expect(await contentOfFolder(folder)).toEqual(await contentOf(far));
		await far.close();
	});
});

describe('backup and restore', () => {
	const about = { embedded: true, version: 'test', now: Date.now() };
	const open = () => openFolder(world.dataDir);

	it('keeps one state while submissions come in, and brings all of it back', async () => {
		const { holdout } = world;
		await holdout.lifecycle.start();
		const source = await open();
		const folder = newFolder();
		let going = true;
		const burst = (async () => {
			let sent = 0;
			while (going) {
				await submit(holdout, person, 'small', predictions((sent++ % 40) / 40));
			}
			return sent;
		})();
		await new Promise((done) => setTimeout(done, 200));
		const manifest = await backUp(source, folder, about);
		going = false;
		expect(await burst).toBeGreaterThan(2);
		await source.close();

		const restored = newFolder();
		const target = await openFolder(restored);
		const report = await restore(folder, target);
		expect(report.tables).toEqual(manifest.tables);
		await target.close();
		expect(await contentOfFolder(restored)).toEqual(await contentOfFolder(folder));
		// Nothing of it refers to a file that is not there, and what was under way goes on.
		const again = await openWorld({ dataDir: restored });
		await again.holdout.lifecycle.drain();
		const rows = await again.holdout.db.query.submissions.findMany();
		expect(rows.length).toBeGreaterThan(9);
		expect(rows.filter(({ status }) => status === 'scored').length).toBe(rows.length - 1);
		for (const { sha256, size } of rows) {
			expect(await again.holdout.files.size(sha256)).toBe(size);
		}
		await again.close();
	});

	it('refuses what is no backup, or a damaged one', async () => {
		const source = await open();
		const folder = newFolder();
		await backUp(source, folder, about);
		await source.close();
		const target = await openFolder(newFolder());
		await expect(restore(newFolder(), target)).rejects.toMatchObject({ code: 'no_backup' });
		const [first] = readdirSync(join(folder, 'files'));
		const [file] = readdirSync(join(folder, 'files', first!));
		writeFileSync(join(folder, 'files', first!, file!), 'something else');
		await expect(restore(folder, target)).rejects.toThrow(/damaged/);
		await target.close();
	});
});
