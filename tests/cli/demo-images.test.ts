/** Images of the demo, from the first start to a folder that a network can be trained on. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import { openDataset } from '#baselines/data/index';
import { findDemoSet, hasLabels, planSet } from '#baselines/phantoms/sets/index';
import {
	api,
	createUserToken,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';

const SLUG = 'demo-covid-3';
const SLUGS = ['demo-chest-14', 'demo-opacity', SLUG];
let dataDir: string;
let parent: string;
let server: TestServer;
let token: string;

const start = (images: string) =>
	startServer(dataDir, { HOLDOUT_DEMO: '1', HOLDOUT_DEMO_IMAGES: images });
const detail = async (slug = SLUG) =>
	(await api<CompetitionDetail>(server, token, `/competitions/${slug}`)).body;
const archives = ({ files }: CompetitionDetail) =>
	files.filter(({ name }) => name.endsWith('.zip')).map(({ name }) => name);

async function until(done: () => Promise<boolean>): Promise<void> {
	for (let i = 0; i < 1800; i++) {
		if (await done()) return;
		await sleep(100);
	}
	throw new Error(`not within three minutes:\n${server.output()}`);
}

async function download(name: string) {
	const answer = await fetch(`${server.url}/api/v1/competitions/${SLUG}/files/${name}`, {
		headers: { authorization: `Bearer ${token}` },
	});
	expect(answer.status).toBe(200);
	return new Uint8Array(await answer.arrayBuffer());
}

beforeAll(async () => {
	dataDir = makeDataDir('demo-images');
	parent = mkdtempSync(join(tmpdir(), 'holdout-demo-images-'));
	token = await createUserToken(dataDir, 'ada@example.org');
	server = await start('0');
});
afterAll(async () => {
	await server?.kill();
	removeDataDir(dataDir);
	rmSync(parent, { recursive: true, force: true });
});

describe('images of the demo', { timeout: 240_000 }, () => {
	it('are not drawn where the setting says so, and the answer says that', async () => {
		for (const slug of SLUGS) {
			const { files, pending_images } = await detail(slug);
			expect(files.map(({ name }) => name)).toEqual(['test.csv', 'train.csv']);
			expect(pending_images).toEqual({
				...{ state: 'off', share: 0 },
				files: ['train-images.zip', 'test-images.zip'],
			});
		}
	});

	it('begin anew after a start that was killed while it drew', async () => {
		await server.kill();
		server = await start('3000');
		await until(async () => {
			const { pending_images } = await detail('demo-chest-14');
			return pending_images?.state === 'drawing' && pending_images.share > 0;
		});
		// The site answers meanwhile.
		const asked = performance.now();
		expect((await fetch(`${server.url}/api/v1/healthz`)).status).toBe(200);
		expect(performance.now() - asked).toBeLessThan(2_000);
		await server.kill('SIGKILL');
		server = await start('12');
		await until(async () =>
			(await Promise.all(SLUGS.map(detail))).every((one) => one.pending_images === null),
		);
		for (const slug of SLUGS) {
			const { files } = await detail(slug);
			expect(files.map(({ name }) => name)).toEqual([
				...['test.csv', 'train.csv', 'train-images.zip', 'test-images.zip'],
			]);
		}
	});

	it('are for participants, as all data files are', async () => {
		const path = `/competitions/${SLUG}/files/train-images.zip`;
		expect((await api(server, null, path)).status).toBe(401);
		expect((await api(server, token, path)).status).toBe(403);
		await joinCompetition(server, token, SLUG);
		expect((await fetch(`${server.url}/api/v1${path}`)).status).toBe(401);
	});

	it('unpack beside the tables to a folder whose images and labels belong together', async () => {
		const train = unzipSync(await download('train-images.zip'));
		const test = unzipSync(await download('test-images.zip'));
		const planned = planSet(findDemoSet(SLUG)!);
		const first = (labelled: boolean) =>
			planned.filter((one) => hasLabels(one) === labelled).slice(0, 12);
		const names = [...first(true).map(({ id }) => `train/${id}.jpg`), 'regions.json', 'README.md'];
		expect(Object.keys(train)).toEqual(names);
		expect(Object.keys(test)).toEqual(first(false).map(({ id }) => `test/${id}.jpg`));
		const folder = join(parent, 'unpacked');
		for (const [name, bytes] of Object.entries({ ...train, ...test })) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), bytes);
		}
		for (const name of ['train.csv', 'test.csv'])
			writeFileSync(join(folder, name), await download(name));
		const kept = new Set(first(true).map(({ id }) => id));
		const opened = await openDataset({
			...{ folder, task: 'multiclass', labels: ['Consolidation', 'Haze', 'Normal'] },
			target: 'class',
			keep: ({ image }) => kept.has(image!),
		});
		if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
		expect(opened.dataset.ids).toEqual([...kept]);
		const { width, height, channels } = await sharp(test[Object.keys(test)[0]!]).metadata();
		expect([width, height, channels]).toEqual([128, 128, 1]);
	});

	it('are not drawn a second time, and leave no unfinished archives of their own', async () => {
		const before = await detail();
		await server.kill();
		server = await start('5');
		await sleep(500);
		const after = await detail();
		expect(after.pending_images).toBeNull();
		expect(archives(after)).toEqual(['train-images.zip', 'test-images.zip']);
		expect(after.files).toEqual(before.files);
		// What the killed process left is swept away after an hour, as all unfinished files are.
		const left = readdirSync(join(dataDir, 'tmp')).filter((name) => name.startsWith('demo-images'));
		expect(left.length).toBeLessThanOrEqual(2);
	});
});
