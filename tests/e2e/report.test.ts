/** What a participant does with a report: downloads by keyboard, comparing, and what is kept back. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '#lib/api/schemas/submissions';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
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

const SLUG = 'report';
const ROWS = 400;
const PASSWORD = 'correct horse battery';
const chromium = findChromium();

describe.skipIf(!chromium)('a report', () => {
	let server: TestServer;
	let browser: Browser;
	let parent: string;
	let page: Page;
	let organiser: Page;
	const ids: string[] = [];
	const wrong: string[] = [];

	beforeAll(async () => {
		parent = mkdtempSync(join(tmpdir(), 'holdout-report-'));
		const folder = writeSmallCompetition(parent, { slug: SLUG, rows: ROWS });
		const dataDir = makeDataDir('report');
		const token = await createUserToken(dataDir, 'bob@example.org', '--password', PASSWORD);
		await createUserToken(dataDir, 'ada@example.org', '--admin', '--password', PASSWORD);
		await holdout(['competition', 'import', folder], { HOLDOUT_DATA: dataDir });
		server = await startServer(dataDir);
		await joinCompetition(server, token, SLUG);
		for (const skill of [0.1, 0.5]) ids.push(await submit(token, skill));
		browser = await launchChromium(chromium!);
		page = await openAs('bob@example.org');
		organiser = await openAs('ada@example.org');
	});

	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
		if (parent) rmSync(parent, { recursive: true, force: true });
	});

	async function submit(token: string, skill: number): Promise<string> {
		const path = `/competitions/${SLUG}/submissions?filename=skill-${skill}.csv`;
		const { body } = await api<Submission>(server, token, path, {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: smallPredictions(skill, ROWS),
		});
		for (let i = 0; i < 200; i++) {
			const { body: now } = await api<Submission>(server, token, `/submissions/${body.id}`);
			if (now.status === 'scored') return body.id;
			await sleep(100);
		}
		throw new Error('not scored within twenty seconds');
	}

	async function openAs(email: string): Promise<Page> {
		const context: BrowserContext = await browser.newContext({ acceptDownloads: true });
		const answer = await context.request.post(`${server.url}/api/auth/sign-in/email`, {
			data: { email, password: PASSWORD },
			headers: { origin: server.url },
		});
		expect(answer.ok()).toBe(true);
		const opened = await context.newPage();
		opened.setDefaultTimeout(20_000);
		opened.on('pageerror', (error) => wrong.push(String(error)));
		return opened;
	}

	const open = (who: Page, path: string) =>
		who.goto(server.url + path, { waitUntil: 'networkidle' });

	/** Opens a chart's menu and chooses one of its files, by keyboard alone. */
	async function download(what: string, downs: number): Promise<[name: string, bytes: Buffer]> {
		await page.getByRole('button', { name: `Download ${what}`, exact: true }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('menuitem', { name: /SVG/ }).filter({ visible: true }).waitFor();
		for (let i = 0; i < downs; i++) await page.keyboard.press('ArrowDown');
		const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
		return [file.suggestedFilename(), readFileSync((await file.path())!)];
	}

	it('gives its plots as files that stand by themselves', async () => {
		await open(page, `/submissions/${ids[1]}`);
		const [name, svg] = await download('ROC curves', 0);
		expect(name).toBe('report-bob-roc.svg');
		const text = svg.toString();
		expect(text).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
		expect(text).not.toMatch(/var\(|class=/);
		expect(text).toContain('Nodule');
		const [pngName, png] = await download('Precision–recall curves', 1);
		expect(pngName).toBe('report-bob-pr.png');
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		// Twice the size of the drawing, 420 units wide.
		expect(png.readUInt32BE(16)).toBe(840);
		const [csvName, csv] = await download('AUROC per finding', 2);
		expect(csvName).toBe('report-bob-auroc.csv');
		expect(csv.toString().split('\r\n')[0]).toBe('finding,rows,positives,auroc,lo,hi,reason');
		expect(csv.toString().trim().split('\r\n')).toHaveLength(3);
	});

	it('a menu closes on Escape and gives the focus back', async () => {
		const button = page.getByRole('button', { name: 'Download ROC curves', exact: true });
		await button.focus();
		await page.keyboard.press('Enter');
		const item = page.getByRole('menuitem', { name: /SVG/ }).filter({ visible: true });
		await item.waitFor();
		await page.keyboard.press('Escape');
		await item.waitFor({ state: 'hidden' });
		expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
	});

	it('two submissions are compared, from the page of one of them', async () => {
		await page.getByRole('link', { name: 'Compare' }).click();
		await page.getByLabel('compared with').selectOption(ids[0]!);
		await page.getByText('skill-0.5.csv is better').waitFor();
		expect(page.url()).toContain(`a=${ids[1]}&b=${ids[0]}`);
		await page.getByRole('row', { name: /Effusion/ }).waitFor();
		await page.getByRole('link', { name: 'Swap' }).click();
		await page.getByText(/difference −0\.\d+/).waitFor();
	});

	it('keeps back what the organiser keeps back, and says so', async () => {
		await open(organiser, `/competitions/${SLUG}/settings`);
		await organiser.getByLabel('Curves and score plots').selectOption('never');
		await organiser.getByLabel('Comparisons of two submissions').selectOption('after_close');
		await organiser.getByRole('button', { name: 'Save settings' }).click();
		await organiser.getByText('Saved.').waitFor();
		await open(page, `/submissions/${ids[1]}`);
		await page.getByText('The organisers keep them to themselves.').waitFor();
		expect(await page.getByRole('button', { name: 'Download ROC curves' }).count()).toBe(0);
		expect(await page.getByRole('link', { name: 'Compare' }).count()).toBe(0);
		await open(page, `/competitions/${SLUG}/compare`);
		await page.getByText('Comparisons are kept back').waitFor();
		await open(organiser, `/submissions/${ids[1]}`);
		await organiser.getByRole('button', { name: 'Download ROC curves' }).waitFor();
		expect(wrong).toEqual([]);
	});
});
