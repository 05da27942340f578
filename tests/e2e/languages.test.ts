import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '../support/server.ts';

const chromium = findChromium();

const languageOf = (page: Page) => page.getAttribute('html', 'lang');

describe.skipIf(!chromium)('languages of the interface', () => {
	let server: TestServer;
	let browser: Browser;
	const dataDir = makeDataDir('languages');

	beforeAll(async () => {
		server = await startServer(dataDir);
		browser = await launchChromium(chromium!);
	});
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		removeDataDir(dataDir);
	});

	it.each([true, false])(
		'speaks the browser’s language until another is chosen (JavaScript: %s)',
		async (javaScriptEnabled) => {
			const context = await browser.newContext({ locale: 'es-AR', javaScriptEnabled });
			const page = await context.newPage();
			const errors: string[] = [];
			page.on('pageerror', (error) => errors.push(error.message));
			await page.goto(`${server.url}/score?split=public`);
			expect(await languageOf(page)).toBe('es');
			expect(await page.textContent('.skip')).toBe('Saltar al contenido');
			await page.getByRole('button', { name: 'Português' }).click();
			await page.waitForURL(`${server.url}/score?split=public`);
			expect(await languageOf(page)).toBe('pt-BR');
			await page.reload();
			expect(await page.textContent('.skip')).toBe('Ir para o conteúdo');
			expect(errors).toEqual([]);
			await context.close();
		},
	);

	it('says what an answer depends on, and keeps the API English', async () => {
		const headers = { 'accept-language': 'pt-PT,en;q=0.5' };
		const page = await fetch(server.url, { headers });
		expect(page.headers.get('vary')).toMatch(/accept-language/i);
		expect(page.headers.get('vary')).toMatch(/cookie/i);
		expect(await page.text()).toContain('lang="pt-BR"');
		const answer = await fetch(`${server.url}/api/v1/competitions/none`, { headers });
		expect(await answer.json()).toMatchObject({ title: 'Not found', code: 'not_found' });
	});

	it('ignores a choice that it does not know and a way back that leaves the site', async () => {
		const answer = await fetch(`${server.url}/language`, {
			method: 'POST',
			headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
			body: 'locale=xx&next=//example.org',
			redirect: 'manual',
		});
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/');
		expect(answer.headers.getSetCookie()).toEqual([]);
	});
});
