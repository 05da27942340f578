/**
 * A competition is run in a real browser: a second organiser, an announcement, two people who become
 * a team, their choice for the private board, the close, and its publication by hand.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';

const SLUG = 'organised';
const PASSWORD = 'correct horse battery';
const chromium = findChromium();
if (!chromium)
	console.log('e2e: browser tests skipped, no Chromium was found; CHROMIUM_PATH says where one is');

describe.skipIf(!chromium)('running a competition', () => {
	let server: TestServer;
	let browser: Browser;
	let owner: Page;
	let organiser: Page;
	let anna: Page;
	let bert: Page;
	let code: string;
	const complaints: string[] = [];
	const base = `/competitions/${SLUG}`;

	/** Someone with a browser of their own. */
	async function person(): Promise<Page> {
		const page = await (await browser.newContext()).newPage();
		page.setDefaultTimeout(30_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		return page;
	}
	/** Event streams stay open, so the network is never quiet; a hydrated page is what counts. */
	async function open(page: Page, path: string): Promise<void> {
		await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
		await page.waitForTimeout(500);
	}
	async function signUp(page: Page, name: string, email: string): Promise<void> {
		await open(page, '/sign-up');
		await page.getByLabel('Name', { exact: true }).fill(name);
		await page.getByLabel('E-mail').fill(email);
		await page.getByLabel('Password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Create account' }).click();
		await page.waitForURL(`${server.url}/`);
	}
	async function joinAndSubmit(page: Page, file: string, skill: number): Promise<void> {
		await open(page, `${base}/rules`);
		await page.getByLabel(/I have read the rules/).check();
		await page.getByRole('button', { name: 'Join the competition' }).click();
		await page.waitForURL(`${server.url}${base}/submit`);
		await submitFile(page, file, skill);
	}
	async function submitFile(page: Page, name: string, skill: number): Promise<void> {
		await page.getByLabel('Choose a file of predictions').setInputFiles({
			...{ name, mimeType: 'text/csv', buffer: Buffer.from(smallPredictions(skill)) },
		});
		await page.getByRole('button', { name: /^Submit/ }).click();
		await page.getByRole('region', { name: 'Score' }).waitFor();
	}

	beforeAll(async () => {
		const folder = mkdtempSync(join(tmpdir(), 'holdout-organising-'));
		const yaml = 'limits: { per_day: 9, final: 1 }\nteams: { max_size: 2 }\nreveal: by_hand';
		writeSmallCompetition(folder, { slug: SLUG, yaml });
		server = await startServer(makeDataDir('organising'));
		browser = await launchChromium(chromium!);
		[owner, organiser, anna, bert] = await Promise.all([person(), person(), person(), person()]);
		const link = new URL(server.setupLink!);
		await open(owner, link.pathname + link.search);
		await owner.getByLabel('Name', { exact: true }).fill('Olga Owner');
		await owner.getByLabel('E-mail').fill('olga@example.org');
		await owner.getByLabel('Password').fill(PASSWORD);
		await owner.getByRole('button', { name: 'Become the administrator' }).click();
		await owner.waitForURL(`${server.url}/`);
		await open(owner, '/organise/import');
		await owner.getByLabel('Choose a competition folder').setInputFiles(join(folder, SLUG));
		await owner.getByRole('button', { name: 'Import this competition' }).click();
		await owner.waitForURL(`${server.url}${base}`);
		await signUp(organiser, 'Carla Co', 'carla@example.org');
		await signUp(anna, 'Anna', 'anna@example.org');
		await signUp(bert, 'Bert', 'bert@example.org');
	});
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	it('the owner adds an organiser by the address of an account', async () => {
		await open(owner, `${base}/settings/organisers`);
		await owner.getByLabel('E-mail address of their account').fill('nobody@example.org');
		await owner.getByRole('button', { name: 'Add' }).click();
		await owner.getByText('No account has the address').waitFor();
		await owner.getByLabel('E-mail address of their account').fill('carla@example.org');
		await owner.getByRole('button', { name: 'Add' }).click();
		await owner.getByRole('row', { name: /Carla Co/ }).waitFor();
	});

	it('who announces something, which appears on an open page by itself', async () => {
		await open(anna, base);
		await open(organiser, `${base}/settings/announcements`);
		await organiser.getByLabel('Title').fill('Office hours');
		await organiser.getByLabel('Text').fill('On **Friday**.');
		await organiser.getByRole('button', { name: 'Preview' }).click();
		await organiser.getByText('Friday', { exact: true }).waitFor();
		await organiser.getByRole('button', { name: 'Publish' }).click();
		await organiser.getByRole('heading', { name: 'Office hours' }).waitFor();
		await anna.getByRole('heading', { name: 'Office hours' }).waitFor();
	});

	it('and edits a page, which can be brought back', async () => {
		await open(organiser, `${base}/settings/pages`);
		const text = organiser.getByLabel('Text of the page');
		const before = await text.inputValue();
		await text.fill('# Changed\n');
		await organiser.getByRole('button', { name: 'Save the page' }).click();
		await organiser.getByText('Revision 1.').waitFor();
		await organiser.getByRole('button', { name: /Restore.*original/ }).click();
		await organiser.getByText('Revision 2.').waitFor();
		expect(await text.inputValue()).toBe(before);
	});

	it('two participants become one team, with the better result of both', async () => {
		await joinAndSubmit(anna, 'weak.csv', 0.2);
		await joinAndSubmit(bert, 'strong.csv', 0.9);
		await open(anna, `${base}/team`);
		await anna.getByRole('button', { name: 'Make a code' }).click();
		code = (await anna.locator('code.code').textContent())!.trim();
		await open(bert, `${base}/team`);
		await bert.getByLabel('Code of the other team').fill('wrong');
		await bert.getByRole('button', { name: 'Join that team' }).click();
		await bert.getByText('No team has this code.').waitFor();
		await bert.getByLabel('Code of the other team').fill(code);
		await bert.getByRole('button', { name: 'Join that team' }).click();
		await bert.getByRole('heading', { name: 'Members, 2 of up to 2' }).waitFor();
		await open(bert, `${base}/leaderboard`);
		await bert.getByRole('row', { name: /Anna/ }).waitFor();
		expect(await bert.getByRole('row', { name: /Bert/ }).count()).toBe(0);
	});

	it('the team chooses for the private board; too many are refused at once', async () => {
		await open(bert, `${base}/submissions`);
		const box = (name: string) => bert.getByLabel(`Choose ${name} for the private ranking`);
		await box('weak.csv').check();
		await box('strong.csv').check();
		await bert.getByText('2 are chosen; 1 may be. Leave 1 out.').waitFor();
		expect(await bert.getByRole('button', { name: 'Save the choice' }).isDisabled()).toBe(true);
		await box('weak.csv').uncheck();
		await bert.getByRole('button', { name: 'Save the choice' }).click();
		await bert.getByText('Your choice is saved.').waitFor();
	});

	it('an organiser disqualifies a submission; its team reads why', async () => {
		await open(organiser, `${base}/settings/submissions?q=weak`);
		await organiser.getByRole('button', { name: 'Disqualify' }).click();
		await organiser.getByLabel('Reason').fill('It is a copy of the sample.');
		await organiser.getByRole('alertdialog').getByRole('button', { name: 'Disqualify' }).click();
		await organiser.getByText('It is a copy of the sample.').waitFor();
		await open(anna, `${base}/submissions`);
		await anna.getByText('It is a copy of the sample.').waitFor();
	});

	it('after the close the private board stays hidden until it is published', async () => {
		await open(organiser, `${base}/settings`);
		await organiser.getByLabel('Closes').fill('2026-01-02T03:04');
		await organiser.getByRole('button', { name: 'Save settings' }).click();
		await organiser.getByText('Saved.').waitFor();
		await open(anna, `${base}/leaderboard`);
		expect(await anna.getByRole('link', { name: 'Private' }).count()).toBe(0);
		await organiser.getByRole('button', { name: 'Publish the private board now' }).click();
		await organiser.getByText('It was published').waitFor();
		await open(anna, `${base}/leaderboard?split=private`);
		await anna.getByRole('row', { name: /Anna/ }).waitFor();
	});

	it('and all of it is in the log, whose chain is whole', async () => {
		await open(owner, `${base}/settings/audit`);
		await owner.getByText('The chain is whole.').waitFor();
		for (const words of [
			...['made the competition', 'added an organiser', 'announced', 'edited a page'],
			...['restored a page', 'disqualified a submission', 'changed settings'],
			'revealed the private board',
		]) {
			await owner.getByRole('listitem').filter({ hasText: words }).first().waitFor();
		}
	});

	it('left no error in the console but the two refusals, which the browser itself logs', () => {
		expect(complaints).toEqual([
			expect.stringContaining('status of 422'),
			expect.stringContaining('status of 403'),
		]);
	});
});
