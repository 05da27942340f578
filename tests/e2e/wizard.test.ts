/** From one CSV to a published competition, in a real browser. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCompetitionFolder, unzipFolder } from '#lib/competition-folder/index';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';
import { inspectPage, SIZES } from './inspect.ts';

const PASSWORD = 'correct horse battery';
const chromium = findChromium();
if (!chromium)
	console.log('e2e: browser tests skipped, no Chromium was found; CHROMIUM_PATH says where one is');

/** 300 rows of 150 patients, sorted by the finding, so that the order tells it. */
function labels(change: (i: number) => string | null = () => null): Buffer {
	const lines = Array.from({ length: 300 }, (_, i) => {
		const id = `img-${(i * 7919) % 1009}`;
		return (
			change(i) ??
			`${id},${Number(i >= 180)},${Number(i % 4 === 0)},p${i >> 1},${i % 3 ? 'F' : 'M'}`
		);
	});
	return Buffer.from(`image,Edema,Mass,Patient,Sex\n${lines.join('\n')}\n`);
}
const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });

describe.skipIf(!chromium)('the wizard', () => {
	let server: TestServer;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
	const complaints: string[] = [];

	const open = async (path: string) => {
		await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
		await page.waitForTimeout(500);
	};
	const step = (name: string) =>
		page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name });
	const next = (name: string) => page.getByRole('button', { name: `Next: ${name}` });

	beforeAll(async () => {
		server = await startServer(makeDataDir('wizard'));
		browser = await launchChromium(chromium!);
		context = await browser.newContext({ viewport: SIZES.desktop });
		page = await context.newPage();
		page.setDefaultTimeout(30_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		const link = new URL(server.setupLink!);
		await open(link.pathname + link.search);
		await page.getByLabel('Name', { exact: true }).fill('Olga Owner');
		await page.getByLabel('E-mail').fill('olga@example.org');
		await page.getByLabel('Password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Become the administrator' }).click();
		await page.waitForURL(`${server.url}/`);
	});
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	it('lists every problem at its row and column, before anything is made', async () => {
		await open('/organise/new');
		const bad = labels((i) =>
			i === 10 ? 'img-x,maybe,0,p5,F' : i === 20 ? 'img-0,0,1,p10,F' : null,
		);
		await page.getByLabel('Choose a table of labels').setInputFiles(csv('bad.csv', bad));
		await step('Review').click();
		await page.getByText('2 problems to mend').waitFor();
		await page.getByText('bad.csv, row 12, column Edema').waitFor();
		await page.getByText('bad.csv, row 22, column image').waitFor();
		expect(await page.getByRole('button', { name: 'Create as a draft' }).isDisabled()).toBe(true);
		await step('File').click();
		await page.getByRole('button', { name: 'Start again' }).click();
	});

	it('guesses, and keeps what is changed over back, forward and a reload', async () => {
		await page
			.getByLabel('Choose a table of labels')
			.setInputFiles(csv('two findings.csv', labels()));
		await page.getByText('300 rows, 5 columns').waitFor();
		// By keyboard alone.
		await next('Columns').focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Columns' }).waitFor();
		expect(await page.getByLabel('Id column').inputValue()).toBe('image');
		expect(await page.getByLabel('Patient column').inputValue()).toBe('Patient');
		expect(await page.getByLabel('Edema').isChecked()).toBe(true);
		expect(await page.getByLabel('Sex').isChecked()).toBe(true);
		await page.getByLabel('Rank by').focus();
		await page.keyboard.type('Mean average');
		await page.getByText('metric: mean_average_precision').waitFor();
		await next('Split').click();
		await page.goBack();
		expect(await page.getByLabel('Rank by').inputValue()).toBe('mean_average_precision');
		await page.goForward();
		await page.getByRole('heading', { name: 'Split' }).waitFor();
		await page.waitForTimeout(400);
		await page.reload();
		await page.getByText('metric: mean_average_precision').waitFor();
	});

	it('draws the split by patient, and mends what its advice names', async () => {
		await page.getByRole('heading', { name: 'Split' }).waitFor();
		await page.getByText(/The order of the rows tells "Edema"/).waitFor();
		await page.getByRole('button', { name: 'Shuffle the rows' }).click();
		await page.getByText(/The order of the rows tells/).waitFor({ state: 'detached' });
		await page
			.getByRole('cell', { name: /40.0 %/ })
			.first()
			.waitFor();
		await page.getByLabel('Public share, in percent').fill('20');
		await page.getByText(/^60 public, 240 private/).waitFor();
	});

	it('says at the field what is wrong with dates', async () => {
		await next('About it').click();
		await page.getByLabel('Title').fill('Two findings');
		await page.getByLabel('Opens').fill('2031-02-01T09:00');
		await page.getByLabel('Closes').fill('2031-01-01T09:00');
		await page
			.getByRole('alert')
			.getByText(/closes .* before it opens/)
			.waitFor();
		await page.getByLabel('Closes').fill('2031-03-01T09:00');
		await page
			.getByRole('alert')
			.getByText(/before it opens/)
			.waitFor({ state: 'detached' });
		const leak = csv('all.csv', labels());
		await page
			.getByLabel('Choose files to download')
			.setInputFiles([leak, csv('note.csv', Buffer.from('a\n1\n'))]);
		await next('Review').click();
		await page.getByText('gives the hidden label of 300 test rows').waitFor();
		await step('About it').click();
		await page.getByRole('button', { name: 'Remove all.csv' }).click();
		await next('Review').click();
		await page.getByText('No problems were found.').waitFor();
	});

	it('hands the folder out as a zip that an import takes', async () => {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Download the folder' }).click(),
		]);
		expect(download.suggestedFilename()).toBe('two-findings.zip');
		const unzipped = unzipFolder(readFileSync(await download.path()));
		const folder = unzipped.ok ? unzipped.folder : new Map<string, Uint8Array>();
		const { problems, summary } = readCompetitionFolder(folder, {}, 'run');
		expect(problems).toEqual([]);
		expect(summary).toMatchObject({ title: 'Two findings', rows: { public: 60, private: 240 } });
		expect([...folder.keys()]).toContain('data/note.csv');
	});

	it('every step is accessible and fits a phone', async () => {
		for (const name of ['file', 'columns', 'split', 'about', 'review']) {
			const found = await inspectPage(
				context,
				`${server.url}/organise/new?step=${name}`,
				(opened) => opened.setViewportSize(SIZES.phone),
				{ waitMs: 1500, inDarkToo: true },
			);
			expect(
				found.filter(({ what }) => what !== 'layout shift'),
				name,
			).toEqual([]);
		}
	});

	it('creates a draft, which is published later', async () => {
		await page.getByRole('button', { name: 'Create as a draft' }).click();
		await page.waitForURL(`${server.url}/competitions/two-findings`);
		await page.getByText('only its organisers see it').waitFor();
		const anonymous = await fetch(`${server.url}/api/v1/competitions/two-findings`);
		expect(anonymous.status).toBe(404);
		await open('/competitions/two-findings/settings');
		await page.getByRole('button', { name: 'Publish the competition' }).click();
		await page.getByText('only its organisers see it').waitFor({ state: 'detached' });
		expect((await fetch(`${server.url}/api/v1/competitions/two-findings`)).status).toBe(200);
		await open('/organise/new');
		await page.getByLabel('Choose a table of labels').waitFor({ state: 'attached' });
		expect(complaints).toEqual([]);
	});
});
