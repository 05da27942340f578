/**
 * One server's first day, in a real browser: the administrator takes it over, an organiser imports a
 * competition, a participant submits, the competition closes.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';

const SLUG = 'journey';
const PASSWORD = 'correct horse battery';
const chromium = findChromium();
if (!chromium)
	console.log('e2e: browser tests skipped, no Chromium was found; CHROMIUM_PATH says where one is');

describe.skipIf(!chromium)('a first day', () => {
	let server: TestServer;
	let browser: Browser;
	let organiser: Page;
	let participant: Page;
	let folder: string;
	const complaints: string[] = [];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'holdout-journey-'));
		writeSmallCompetition(folder, { slug: SLUG, yaml: 'limits: { per_day: 3 }' });
		server = await startServer(makeDataDir('journey'));
		browser = await launchChromium(chromium!);
		organiser = await openPage(await browser.newContext());
		participant = await openPage(await browser.newContext());
	});

	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	/** A page whose console errors end up in `complaints`. */
	async function openPage(context: BrowserContext): Promise<Page> {
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		return page;
	}

	const open = (page: Page, path: string) =>
		page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });

	function csvFile(name: string, text: string) {
		return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
	}

	it('nobody can sign up before there is an administrator', async () => {
		await open(participant, '/sign-up');
		await fillAccount(participant, 'Early Bird', 'early@example.org');
		await participant.getByRole('button', { name: 'Create account' }).click();
		await participant
			.getByText(/set up|administrator/i)
			.first()
			.waitFor();
		expect(participant.url()).toContain('/sign-up');
	});

	it('the one-time link of the terminal makes the administrator', async () => {
		expect(server.setupLink).not.toBeNull();
		const path = new URL(server.setupLink!);
		await open(organiser, path.pathname + path.search);
		await fillAccount(organiser, 'Ada Admin', 'ada@example.org');
		await organiser.getByRole('button', { name: 'Become the administrator' }).click();
		await organiser.waitForURL(`${server.url}/`);
		await open(participant, path.pathname + path.search);
		await participant.getByText('This server is set up').waitFor();
	});

	it('the organiser imports a folder; a broken one is explained first and changes nothing', async () => {
		await open(organiser, '/organise/import');
		const broken = mkdtempSync(join(tmpdir(), 'holdout-broken-'));
		const brokenFolder = writeSmallCompetition(broken, { slug: 'broken', yaml: 'labells: [x]' });
		writeFileSync(
			join(brokenFolder, 'solution.csv'),
			'image,Effusion,Nodule,Usage\na,2,0,Public\n',
		);
		const input = organiser.getByLabel('Choose a competition folder');
		await input.setInputFiles(brokenFolder);
		await organiser.getByText('labells').first().waitFor();
		await organiser.getByRole('heading', { name: 'solution.csv' }).waitFor();
		expect(await organiser.getByRole('button', { name: 'Import this competition' }).count()).toBe(
			0,
		);

		await organiser.getByRole('button', { name: 'Choose another' }).click();
		await input.setInputFiles(join(folder, SLUG));
		await organiser.getByText('24 public, 36 private').waitFor();
		await organiser.getByRole('button', { name: 'Import this competition' }).click();
		await organiser.waitForURL(`${server.url}/competitions/${SLUG}`);
		await organiser.getByText('Two findings on generated rows.').waitFor();
	});

	it('a participant signs up and joins by accepting the rules', async () => {
		await open(participant, `/sign-up?next=/competitions/${SLUG}/rules`);
		await fillAccount(participant, 'Pat Participant', 'pat@example.org');
		await participant.getByRole('button', { name: 'Create account' }).click();
		await participant.waitForURL(`${server.url}/competitions/${SLUG}/rules`);
		await participant.getByText('Be kind.').waitFor();
		await participant.getByLabel(/I have read the rules/).check();
		await participant.getByRole('button', { name: 'Join the competition' }).click();
		await participant.waitForURL(`${server.url}/competitions/${SLUG}/submit`);
	});

	it('a bad file is refused in the browser, before an attempt is spent', async () => {
		const bad = smallPredictions(0.5).replace('img-3,', 'img-999,').replace(/\n/g, '\r\n');
		const requests: string[] = [];
		participant.on('request', (request) => {
			if (request.method() === 'POST') requests.push(request.url());
		});
		await participant
			.getByLabel('Choose a file of predictions')
			.setInputFiles(csvFile('bad.csv', bad));
		await participant.getByText('Nothing was sent and no attempt was used.').waitFor();
		await participant.getByText('img-999').first().waitFor();
		await participant.getByText('img-3', { exact: false }).first().waitFor();
		expect(requests).toEqual([]);
		await participant.getByRole('button', { name: 'Choose another' }).click();
	});

	it('a good file is checked, sent, scored and ranked without a reload', async () => {
		await participant.evaluate(() => ((window as unknown as { mark: number }).mark = 1));
		await participant
			.getByLabel('Choose a file of predictions')
			.setInputFiles(csvFile('good.csv', smallPredictions(0.6)));
		const submit = participant.getByRole('button', { name: 'Submit, uses 1 of 3 left' });
		await submit.waitFor();
		const started = Date.now();
		await submit.click();
		await participant.getByRole('region', { name: 'Score' }).waitFor();
		expect(Date.now() - started).toBeLessThan(5_000);
		await participant.getByText('Rank 1 of 1').waitFor();
		for (const split of ['Private', 'Public and private'])
			expect(await participant.getByRole('link', { name: split }).count(), split).toBe(0);
		const mark = await participant.evaluate(() => (window as unknown as { mark?: number }).mark);
		expect(mark, 'the page was not reloaded').toBe(1);

		await open(participant, `/competitions/${SLUG}/leaderboard`);
		await participant.getByRole('row', { name: /Pat Participant/ }).waitFor();
	});

	it('before the close only organisers see the private board', async () => {
		await open(participant, `/competitions/${SLUG}/leaderboard`);
		expect(await participant.getByRole('link', { name: 'Private' }).count()).toBe(0);
		await open(organiser, `/competitions/${SLUG}/leaderboard`);
		await organiser.getByRole('link', { name: 'Private' }).click();
		await organiser.getByText('organisers only until the close').waitFor();
		await organiser.getByRole('row', { name: /Pat Participant/ }).waitFor();
	});

	it('after the close everyone sees it, and nothing more can be submitted', async () => {
		await open(organiser, `/competitions/${SLUG}/settings`);
		await organiser.getByLabel('Closes').fill('2026-01-02T03:04');
		await organiser.getByRole('button', { name: 'Save settings' }).click();
		await organiser.getByText('Saved.').waitFor();

		await open(participant, `/competitions/${SLUG}/leaderboard?split=private`);
		await participant.getByRole('row', { name: /Pat Participant/ }).waitFor();
		await open(participant, `/competitions/${SLUG}/submit`);
		await participant
			.getByLabel('Choose a file of predictions')
			.setInputFiles(csvFile('late.csv', smallPredictions(0.9)));
		await participant
			.getByText(/competition is closed/)
			.first()
			.waitFor();
		expect(await participant.getByRole('button', { name: /^Submit/ }).count()).toBe(0);

		const visitor = await openPage(await browser.newContext());
		await open(visitor, `/competitions/${SLUG}/leaderboard`);
		await visitor.getByRole('link', { name: 'Private' }).click();
		await visitor.getByRole('row', { name: /Pat Participant/ }).waitFor();
	});

	it('a personal token is shown once and can be revoked', async () => {
		await open(participant, '/account');
		await participant.getByLabel('What for').fill('laptop');
		await participant.getByRole('button', { name: 'Create token' }).click();
		const token = await participant
			.getByText(/holdout_\w{20,}/)
			.first()
			.textContent();
		const me = () =>
			fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token!.trim()}` } });
		expect(((await (await me()).json()) as { user: { email: string } }).user.email).toBe(
			'pat@example.org',
		);
		await participant.reload({ waitUntil: 'networkidle' });
		expect(await participant.getByText(token!.trim()).count()).toBe(0);
		await participant
			.getByRole('button', { name: /Revoke/ })
			.first()
			.click();
		await participant
			.getByRole('button', { name: /Revoke/ })
			.last()
			.click();
		await expect.poll(async () => (await me()).status).toBe(401);
	});

	it('left no error in the console but the refused sign-up, which the browser itself logs', () => {
		expect(complaints).toEqual([expect.stringContaining('status of 409')]);
	});
});

async function fillAccount(page: Page, name: string, email: string) {
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(PASSWORD);
}
