/**
 * An organiser's competition in a real browser, from the labels of a published data set to its end:
 * import, submissions, a corrected label, the preview, publication, the close, what was committed to,
 * the shake-up and the verification of every score.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import {
	api,
	createUserToken,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';
import { shoot } from './shots.ts';

const PASSWORD = 'correct horse battery';
const REAL = resolve(import.meta.dirname, '../../../shared/data/siim-covid');
const chromium = findChromium();

const STUDY_HEAD =
	'id,Negative for Pneumonia,Typical Appearance,Indeterminate Appearance,Atypical Appearance';

/** Files of the same shape as SIIM's, where the real ones are not at hand. */
function generateSiim(folder: string): string[] {
	const studies = Array.from({ length: 300 }, (_, i) => {
		const cells = [0, 1, 2, 3].map((k) => Number(i % 4 === k));
		return { id: `s${String(i).padStart(11, '0')}`, cells };
	});
	const images = studies.map(({ id, cells }) => {
		const boxes = cells[0] ? '' : `"[{'x': 10.5, 'y': 20.25, 'width': 100.0, 'height': 200.0}]"`;
		const label = cells[0] ? 'none 1 0 0 1 1' : 'opacity 1 10.5 20.25 110.5 220.25';
		return `${id.replace('s', 'i')}_image,${boxes},${label},${id}`;
	});
	const rows = studies.map(({ id, cells }) => `${id}_study,${cells.join(',')}`);
	const paths = ['train_study_level.csv', 'train_image_level.csv'].map((f) => join(folder, f));
	writeFileSync(paths[0]!, `${STUDY_HEAD}\n${rows.join('\n')}\n`);
	writeFileSync(paths[1]!, `id,boxes,label,StudyInstanceUID\n${images.join('\n')}\n`);
	return paths;
}

function siimFiles(folder: string): string[] {
	if (!existsSync(REAL)) return generateSiim(folder);
	return readdirSync(REAL)
		.filter((name) => /^train_(study|image)_level\.csv/.test(name))
		.map((name) => join(REAL, name));
}

describe.skipIf(!chromium)('from a data set to a verified end', () => {
	let server: TestServer;
	let browser: Browser;
	let page: Page;
	let work: string;
	let slug: string;
	let base: string;
	let solution: string;
	let admin: string;
	const complaints: string[] = [];

	async function open(path: string): Promise<void> {
		await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
		await page.waitForTimeout(500);
	}
	const shot = (name: string) => shoot(page, name);
	/** Predictions that know the truth of a share of the rows. */
	function predict(labels: string[], skill: number, seed: number): string {
		const [head, ...rows] = solution.trim().split(/\r?\n/);
		const names = head!.split(',');
		const at = labels.map((label) => names.indexOf(label));
		const lines = rows.map((line, i) => {
			const cells = line.split(',');
			const knows = ((i * 37 + seed * 11) % 100) / 100 < skill;
			const scores = at.map((column, k) => {
				const noise = (((i + 1) * (k + 3) * 7919 + seed * 131) % 101) / 101;
				return (knows ? 0.6 * Number(cells[column]) + 0.4 * noise : noise).toFixed(4);
			});
			return `${cells[0]},${scores.join(',')}`;
		});
		return `${[names[0], ...labels].join(',')}\n${lines.join('\n')}\n`;
	}

	beforeAll(async () => {
		work = mkdtempSync(join(tmpdir(), 'holdout-siim-'));
		const out = join(work, 'siim');
		const made = await holdout(['import', 'siim-covid', ...siimFiles(work), '--out', out]);
		expect(made.code, made.stdout + made.stderr).toBe(0);
		const dataDir = makeDataDir('siim');
		admin = await createUserToken(dataDir, 'root@example.org', '--admin');
		server = await startServer(dataDir);
		browser = await launchChromium(chromium!);
		page = await (await browser.newContext({ acceptDownloads: true })).newPage();
		page.setDefaultTimeout(30_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		solution = readFileSync(join(out, 'solution.csv'), 'utf8');
	}, 400_000);
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	it('imports the folder and is bound by a hash at once', async () => {
		await open('/sign-up');
		await page.getByLabel('Name', { exact: true }).fill('Olga Organiser');
		await page.getByLabel('E-mail').fill('olga@example.org');
		await page.getByLabel('Password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Create account' }).click();
		await page.waitForURL(`${server.url}/`);
		const { body } = await api<{ users: { id: string; email: string }[] }>(server, admin, '/users');
		const { id } = body.users.find(({ email }) => email === 'olga@example.org')!;
		await api(server, admin, `/users/${id}`, {
			...{ method: 'PATCH', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify({ role: 'organiser' }),
		});
		await open('/organise/import');
		await page.getByLabel('Choose a competition folder').setInputFiles(join(work, 'siim'));
		await page.getByRole('button', { name: 'Import this competition' }).click();
		await page.waitForURL(/\/competitions\/[^/]+$/);
		base = new URL(page.url()).pathname;
		slug = base.split('/').pop()!;
		await sleep(2500);
		await open(base);
		await page.locator('code', { hasText: /^[0-9a-f]{64}$/ }).waitFor();
		await shot('1-committed');
	});

	it('participants submit', async () => {
		const { body: format } = await api<{ labels: string[] }>(
			server,
			null,
			`/competitions/${slug}/format`,
		);
		for (let i = 0; i < 6; i++) {
			const token = await createUserToken(server.dataDir, `team-${i}@example.org`);
			await joinCompetition(server, token, slug);
			const sent = await api(server, token, `/competitions/${slug}/submissions`, {
				...{ method: 'POST', headers: { 'content-type': 'text/csv' } },
				body: predict(format.labels, 0.3 + (i % 3) * 0.02 + i * 0.01, i),
			});
			expect(sent.status, JSON.stringify(sent.body)).toBe(202);
		}
		await sleep(1500);
	});

	it('a bad correction is refused with everything that is wrong with it', async () => {
		await open(`${base}/settings/scoring`);
		const bad = solution.replace(/\n[^\n]+\n/, '\n').replace(',1,', ',maybe,');
		await page.getByLabel('Choose a corrected solution').setInputFiles({
			...{ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) },
		});
		await page.getByLabel('Why').fill('A study was read again');
		await page.getByRole('button', { name: 'Check only' }).click();
		await page.getByText('missing_id').waitFor();
		await shot('2-refused');
	});

	it('a good one is previewed and published', async () => {
		const lines = solution.trim().split(/\r?\n/);
		const names = lines[0]!.split(',');
		const usage = names.indexOf('Usage');
		// Two studies of one split change places: their labels were exchanged.
		const isPublic = (line: string) => line.split(',')[usage] === 'Public';
		const at = names.indexOf('opacity');
		const label = (line: string) => line.split(',')[at];
		const first = lines.findIndex((line, i) => i > 0 && isPublic(line));
		const second = lines.findIndex(
			(line, i) => i > first && isPublic(line) && label(line) !== label(lines[first]!),
		);
		const swap = (to: number, from: number) =>
			lines[to]!.split(',')
				.map((cell, c) => (c === at ? label(lines[from]!) : cell))
				.join(',');
		const [a, b] = [swap(first, second), swap(second, first)];
		lines[first] = a;
		lines[second] = b;
		solution = `${lines.join('\n')}\n`;
		await open(`${base}/settings/scoring`);
		await page.getByLabel('Choose a corrected solution').setInputFiles({
			...{ name: 'fixed.csv', mimeType: 'text/csv', buffer: Buffer.from(solution) },
		});
		await page.getByLabel('Why').fill('The labels of two studies were exchanged');
		await page.getByRole('button', { name: 'Check only' }).click();
		await page.getByText('No problems.').waitFor();
		await page.getByRole('button', { name: 'Score by it, without publishing' }).click();
		await page.getByRole('heading', { name: 'Publish it' }).waitFor();
		await page.getByRole('table').waitFor();
		await shot('3-preview');
		await page.getByLabel('Title of the notice').fill('Two labels corrected');
		await page.getByRole('button', { name: /^Publish/ }).click();
		await page.getByText(/published by Olga Organiser/).waitFor();
		await shot('4-published');
		await open(base);
		await page.getByRole('heading', { name: 'Two labels corrected' }).waitFor();
		expect(await page.locator('li code', { hasText: /^[0-9a-f]{64}$/ }).count()).toBe(2);
	});

	it('closes, and reveals what it was bound to', async () => {
		const closes = new Date(Date.now() + 1500).toISOString();
		const patched = await api(server, admin, `/competitions/${slug}`, {
			...{ method: 'PATCH', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify({ closes, reveal: 'at_close' }),
		});
		expect(patched.status, JSON.stringify(patched.body)).toBe(200);
		await sleep(2000);
		await open(base);
		await page.getByLabel('Also give out the submitted files').check();
		await page.getByRole('button', { name: 'Reveal the hidden labels' }).click();
		await page
			.getByRole('alertdialog')
			.getByRole('button', { name: 'Reveal the hidden labels' })
			.click();
		await page.getByRole('link', { name: 'Verification bundle' }).waitFor();
		await shot('5-revealed');
	});

	it('shows the shake-up, and every score verifies', async () => {
		await page.getByRole('link', { name: 'Shake-up' }).click();
		await page.getByText(/Teams moved by/).waitFor();
		expect(
			await page
				.getByRole('list', { name: /Ranks of each team/ })
				.locator('li')
				.count(),
		).toBe(6);
		await shot('6-shake-up');
		await open(base);
		const downloading = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Verification bundle' }).click();
		const bundle = join(work, 'verification.zip');
		await (await downloading).saveAs(bundle);
		const verified = await holdout(['verify', bundle]);
		expect(verified.code, verified.stdout + verified.stderr).toBe(0);
		expect(verified.stdout).toContain('Everything agrees.');
		await open(`${base}/settings/exports`);
		await page.getByRole('heading', { name: 'Exports' }).waitFor();
		await shot('7-exports');
	});

	it('without a word of complaint from the browser', () => {
		expect(complaints).toEqual([]);
	});
});
