/** Every page, in every state that the demo and a few accounts can bring it to, at two widths, light and dark. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparable } from '#lib/api/schemas/compare';
import type { Submission } from '#lib/api/schemas/submissions';
import { findChromium, launchChromium } from '../support/chromium.ts';
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
import { inspectPage, SIZES, type Size } from './inspect.ts';

const PASSWORD = 'correct horse battery';
const EMAIL = 'ada@example.org';
const DEMOS = ['demo-chest-14', 'demo-opacity', 'demo-covid-3'];
const WIDTHS = Object.keys(SIZES) as Size[];
/** Pages looked at side by side; most of a page's time is waiting. */
const AT_ONCE = 3;
const chromium = findChromium();

describe.skipIf(!chromium)('every page', () => {
	let server: TestServer;
	let browser: Browser;
	/** Paths of submissions made here, by kind. */
	const submitted: Record<string, string> = {};
	/** Paths that compare one of them with a baseline, one for each kind of task. */
	const compared: string[] = [];

	beforeAll(async () => {
		const dataDir = makeDataDir('pages');
		const token = await createUserToken(dataDir, EMAIL, '--admin', '--password', PASSWORD);
		server = await startServer(dataDir, { HOLDOUT_DEMO: '1' });
		browser = await launchChromium(chromium!);
		for (const slug of DEMOS) submitted[slug] = await submitExample(token, slug);
		for (const slug of DEMOS) compared.push(await comparison(token, slug));
		submitted.invalid = await submit(token, DEMOS[0]!, 'id,Mass\nx,1\nx,abc\n');
	});

	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	/** Submits the competition's middling example and waits until it is done. */
	async function submitExample(token: string, slug: string): Promise<string> {
		await joinCompetition(server, token, slug);
		const { body } = await api<{ examples: { file: string }[] }>(
			server,
			token,
			`/competitions/${slug}`,
		);
		const file = encodeURIComponent(body.examples[1]!.file);
		const csv = await api<string>(server, token, `/competitions/${slug}/files/${file}`);
		return submit(token, slug, csv.body);
	}

	async function comparison(token: string, slug: string): Promise<string> {
		const { body } = await api<Comparable>(server, token, `/competitions/${slug}/comparable`);
		const own = submitted[slug]!.split('/').at(-1);
		return `/competitions/${slug}/compare?a=${own}&b=${body.baselines[0]!.submission}`;
	}

	async function submit(token: string, slug: string, csv: string): Promise<string> {
		const { body } = await api<Submission>(server, token, `/competitions/${slug}/submissions`, {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: csv,
		});
		for (let i = 0; i < 100; i++) {
			const { status } = (await api<Submission>(server, token, `/submissions/${body.id}`)).body;
			if (status === 'scored' || status === 'invalid') return `/submissions/${body.id}`;
			await sleep(100);
		}
		throw new Error('not scored within ten seconds');
	}

	async function openContext(size: Size): Promise<BrowserContext> {
		return browser.newContext({
			viewport: SIZES[size],
			colorScheme: 'light',
			locale: 'en-US',
			timezoneId: 'Europe/Madrid',
			hasTouch: size === 'phone',
		});
	}

	async function inspectAll(context: BrowserContext, paths: string[]): Promise<string[]> {
		const wrong: string[] = [];
		const left = [...paths];
		const inspectSome = async () => {
			for (let path = left.shift(); path !== undefined; path = left.shift())
				for (const { what, detail } of await inspectPage(context, server.url + path, undefined, {
					inDarkToo: true,
				}))
					wrong.push(`${path}: ${what}: ${detail}`);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, inspectSome));
		await context.close();
		return wrong;
	}

	it.each(WIDTHS)('is sound for a visitor, %s', async (size) => {
		const paths = [
			'/',
			'/sign-in',
			'/sign-up',
			'/setup?token=used',
			'/metrics',
			'/score',
			'/competitions/demo-chest-14/compare',
			...DEMOS.map((slug) => `/competitions/${slug}/leaderboard`),
			...['', '/data', '/rules', '/baselines', '/submit', '/submissions'].map(
				(tab) => `/competitions/demo-chest-14${tab}`,
			),
		];
		expect(await inspectAll(await openContext(size), paths)).toEqual([]);
	});

	it.each(WIDTHS)('is sound for someone signed in, %s', async (size) => {
		const context = await openContext(size);
		const answer = await context.request.post(`${server.url}/api/auth/sign-in/email`, {
			data: { email: EMAIL, password: PASSWORD },
			headers: { origin: server.url },
		});
		expect(answer.ok()).toBe(true);
		const paths = [
			...Object.values(submitted),
			`${submitted['demo-opacity']}?split=private`,
			...compared,
			'/competitions/demo-chest-14/compare',
			'/competitions/demo-chest-14/compare?a=nope&b=nope',
			'/metrics?task=binary',
			'/competitions/demo-chest-14/leaderboard?split=private',
			'/competitions/demo-chest-14/submissions',
			'/competitions/demo-chest-14/submit',
			'/competitions/demo-chest-14/settings',
			'/organise/import',
			'/account',
			'/admin/users',
		];
		expect(await inspectAll(context, paths)).toEqual([]);
	});

	it('answers an unknown address with a page that helps, and its status', async () => {
		// Whether a submission exists is nobody's business who is not signed in.
		const statuses = { '/nope': 404, '/competitions/nope': 404, '/submissions/nope': 401 };
		for (const [path, status] of Object.entries(statuses)) {
			const answer = await fetch(server.url + path, { headers: { accept: 'text/html' } });
			expect(answer.status, path).toBe(status);
			expect(await answer.text(), path).toContain('<h1');
		}
		const malformed = await fetch(`${server.url}/competitions/%E0%A4%A`);
		expect(malformed.status).toBe(400);
	});

	it('the API page works from this server alone', async () => {
		const page = await browser.newPage();
		const foreign: string[] = [];
		page.on('request', (request) => {
			if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
				foreign.push(request.url());
		});
		await page.goto(`${server.url}/api/docs`, { waitUntil: 'networkidle' });
		await page.getByText('/competitions/{slug}/submissions').first().waitFor();
		expect(foreign).toEqual([]);
	});
});
