/** The same files scored in the browser and over the API: every digit is the same, and nothing is sent. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SplitReportJson, Submission } from '#lib/api/schemas/submissions';
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

const SLUG = 'local';
const ROWS = 200;
const chromium = findChromium();

/**
 * Where two JSON values differ by more than the last digits. Logarithms and exponentials of Node's
 * and the browser's engine differ by one unit in the last place in some 7 % of calls, and intervals,
 * log loss and the tests of differences are made with them.
 */
function apart(a: unknown, b: unknown, path = ''): string[] {
	if (typeof a === 'number' && typeof b === 'number')
		return Math.abs(a - b) <= 1e-13 * Math.max(1e-3, Math.abs(a)) ? [] : [`${path}: ${a} ${b}`];
	if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
		return Object.is(a, b) ? [] : [`${path}: ${String(a)} ${String(b)}`];
	const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...keys].flatMap((key) =>
		apart(
			(a as Record<string, unknown>)[key],
			(b as Record<string, unknown>)[key],
			`${path}.${key}`,
		),
	);
}

describe.skipIf(!chromium)('scoring in the browser', () => {
	let server: TestServer;
	let browser: Browser;
	let folder: string;
	let token: string;
	let predictions: string;

	beforeAll(async () => {
		const parent = mkdtempSync(join(tmpdir(), 'holdout-local-'));
		folder = writeSmallCompetition(parent, {
			slug: SLUG,
			rows: ROWS,
			yaml: 'metrics: [macro_f1, mean_average_precision]\nthreshold: 0.4',
		});
		predictions = join(parent, 'predictions.csv');
		writeFileSync(predictions, smallPredictions(0.3, ROWS));
		const dataDir = makeDataDir('local');
		const env = { HOLDOUT_DATA: dataDir };
		token = await createUserToken(dataDir, 'ada@example.org', '--admin');
		const imported = await holdout(['competition', 'import', folder], env);
		expect(imported.code, imported.stderr).toBe(0);
		server = await startServer(dataDir);
		browser = await launchChromium(chromium!);
	});

	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
		if (folder) rmSync(join(folder, '..'), { recursive: true, force: true });
	});

	async function openScore(): Promise<{ page: Page; sent: string[]; wrong: string[] }> {
		const page = await browser.newPage({ acceptDownloads: true });
		page.setDefaultTimeout(30_000);
		const wrong: string[] = [];
		page.on('pageerror', (error) => wrong.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error') wrong.push(message.text());
		});
		await page.goto(`${server.url}/score`, { waitUntil: 'networkidle' });
		const sent: string[] = [];
		page.on('request', (request) => {
			if (request.method() !== 'GET' || request.postData()) sent.push(request.url());
		});
		return { page, sent, wrong };
	}

	const labels = (page: Page) => page.getByLabel('Choose files with the labels');
	const files = () => ['competition.yaml', 'solution.csv'].map((name) => join(folder, name));

	async function scoredByServer(): Promise<Submission> {
		await joinCompetition(server, token, SLUG);
		const { body } = await api<Submission>(server, token, `/competitions/${SLUG}/submissions`, {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: readFileSync(predictions, 'utf8'),
		});
		for (let i = 0; i < 200; i++) {
			const { body: now } = await api<Submission>(server, token, `/submissions/${body.id}`);
			if (now.status === 'scored') return now;
			await sleep(100);
		}
		throw new Error('not scored within twenty seconds');
	}

	it('gives the report of the API, and sends nothing', async () => {
		const server = await scoredByServer();
		const { page, sent, wrong } = await openScore();
		await labels(page).setInputFiles(files());
		await page.getByText('Small test of local').waitFor();
		await page.getByLabel('Choose a file of predictions').setInputFiles(predictions);
		const button = page.getByRole('button', { name: 'Download the report as JSON' });
		await button.waitFor();
		const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
		expect(download.suggestedFilename()).toBe('local-predictions-report.json');
		const report = JSON.parse(readFileSync((await download.path())!, 'utf8'));
		const { splits } = server.evaluation!;
		expect(apart(report.splits, splits)).toEqual([]);
		// What is counted, and not made with logarithms, has the very same digits.
		const counted = ({
			score,
			rows,
			labels,
			roc,
			pr,
			distribution,
			decisions,
		}: SplitReportJson) => ({
			...{ score, rows, roc, pr, distribution, decisions },
			auroc: Object.values(labels).map((row) => row.auroc),
			f1: Object.values(labels).map((row) => row.f1),
		});
		for (const split of ['public', 'private', 'all'] as const)
			expect(counted(report.splits[split])).toEqual(counted(splits[split]!));
		expect(Object.keys(report.splits)).toEqual(['public', 'private', 'all']);
		expect(report.scorer_version).toBe(server.evaluation!.scorer_version);
		expect(sent).toEqual([]);
		expect(wrong).toEqual([]);
		await page.close();
	});

	it('gives the intervals of the API too, those by bootstrap as well', async () => {
		const { id } = await scoredByServer();
		const { body } = await api<{
			splits: { public: { metrics: Record<string, { interval?: number[] | null }> } };
		}>(server, token, `/submissions/${id}/intervals`);
		const { page } = await openScore();
		await labels(page).setInputFiles(files());
		await page.getByLabel('Choose a file of predictions').setInputFiles(predictions);
		// A figure that gets its interval by bootstrap only, after the scores.
		const interval = body.splits.public.metrics.macro_mcc!.interval!;
		const text = interval.map((end) => end.toFixed(4)).join('–');
		await page.locator('dl > div', { hasText: 'Macro MCC' }).getByText(text).waitFor();
		await page.close();
	});

	it('guesses what a table of labels is, and scores it by what the form says', async () => {
		const { page, wrong } = await openScore();
		await labels(page).setInputFiles(join(folder, 'solution.csv'));
		await page.getByLabel('Task').waitFor();
		expect(await page.getByLabel('Task').inputValue()).toBe('multilabel');
		expect(await page.getByLabel('Id column').inputValue()).toBe('image');
		await page.getByLabel('Score by').selectOption({ label: 'Macro F1' });
		await page.getByLabel('Choose a file of predictions').setInputFiles(predictions);
		await page.getByText('Macro F1 over 2 findings').waitFor();
		expect(wrong).toEqual([]);
		await page.close();
	});

	it('lists what is wrong with predictions and with labels as problems', async () => {
		const { page } = await openScore();
		await labels(page).setInputFiles(files());
		const bad = readFileSync(predictions, 'utf8').replace(/img-3,[^,]+/, 'img-3,n/a');
		await page
			.getByLabel('Choose a file of predictions')
			.setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
		await page.getByText('not_a_number').waitFor();
		await page.getByText('Row 5').or(page.getByText('row 5')).first().waitFor();
		await page.getByRole('button', { name: 'Start again' }).click();
		await labels(page).setInputFiles(files()[0]!);
		await page.getByText('missing_file').waitFor();
		await page.close();
	});

	it('can be tried without any file, by keyboard', async () => {
		const { page, wrong } = await openScore();
		await page.getByRole('button', { name: 'Try it with a generated example' }).focus();
		await page.keyboard.press('Enter');
		const score = page.getByRole('button', { name: 'Score', exact: true });
		await score.waitFor();
		await score.focus();
		await page.keyboard.press('Enter');
		await page.getByText('Mean AUROC over 3 findings on 600 rows of 300 patients').waitFor();
		expect(wrong).toEqual([]);
		await page.close();
	});
});
