/** What a visitor sees of the demo's images before, while and after they are drawn. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';

const chromium = findChromium();

describe.skipIf(!chromium)('images of the demo', () => {
	let server: TestServer;
	let browser: Browser;

	beforeAll(async () => {
		server = await startServer(makeDataDir('e2e-images'), {
			...{ HOLDOUT_DEMO: '1', HOLDOUT_DEMO_IMAGES: '0' },
		});
		browser = await launchChromium(chromium!);
	}, 240_000);
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	it('examples are there at once, each with its label in words', async () => {
		const page = await browser.newPage();
		for (const slug of ['demo-chest-14', 'demo-opacity', 'demo-covid-3']) {
			await page.goto(`${server.url}/competitions/${slug}`, { waitUntil: 'load' });
			const images = page.getByRole('region', { name: 'Example images' }).getByRole('img');
			expect(await images.count()).toBe(12);
			for (const image of await images.all()) {
				expect(await image.getAttribute('alt')).toMatch(
					/^Drawn chest radiograph, (wo)?man of \d+, (AP|PA) view: \w/,
				);
				expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(128);
			}
		}
		await page.close();
	});

	it('a server that draws none says how to draw them', async () => {
		const page = await browser.newPage();
		await page.goto(`${server.url}/competitions/demo-covid-3/data`);
		const row = page.getByRole('row', { name: /^train-images\.zip This server draws no images/ });
		expect(await row.textContent()).toContain('holdout baseline phantoms --demo demo-covid-3');
		await page.close();
	});

	it('the data page shows them being drawn, and the files without a reload', async () => {
		const { dataDir } = server;
		await server.kill();
		server = await startServer(dataDir, { HOLDOUT_DEMO: '1', HOLDOUT_DEMO_IMAGES: '250' });
		const page = await browser.newPage();
		await page.goto(`${server.url}/competitions/demo-covid-3/data`);
		await page
			.getByRole('row', {
				name: /^train-images\.zip Images are (being drawn, \d+ %|going to be drawn)/,
			})
			.waitFor();
		await page.getByRole('progressbar', { name: 'Images drawn' }).waitFor({ timeout: 60_000 });
		await page
			.getByRole('row', { name: /^train-images\.zip 250 images .* [kM]B/ })
			.waitFor({ timeout: 60_000 });
		expect(await page.getByText('being drawn').count()).toBe(0);
		await page.close();
	}, 240_000);
});
