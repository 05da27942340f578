/** A trained model from its output folder to the leaderboard and its card, in a real browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '#baselines/cards/schema';
import type { BaselineList } from '#lib/api/schemas/baselines';
import { cardBytes, picture, smallCard } from '../support/card.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { SMALL_LABELS, smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import {
	api,
	createUserToken,
	holdout,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';
import { inspectPage, SIZES, type Scheme, type Size } from './inspect.ts';

const SLUG = 'with-models';
const LOOKS: [Size, Scheme][] = [
	['desktop', 'light'],
	['desktop', 'dark'],
	['phone', 'light'],
	['phone', 'dark'],
];
const chromium = findChromium();

/** An output folder as `holdout baseline train` leaves it. */
async function writeRun(folder: string, card: Card, skill: number): Promise<string> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'card.json'), cardBytes(card));
	writeFileSync(join(folder, 'submission.csv'), smallPredictions(skill));
	for (const { file } of card.gallery) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), await picture());
	}
	return folder;
}

const gallery = (card: Card): Card => ({
	...card,
	gallery: SMALL_LABELS.map((finding, i) => ({
		...card.gallery[0]!,
		...{ finding, file: `gallery/0${i + 1}-${finding}.webp` },
	})),
});

describe.skipIf(!chromium)('baselines', () => {
	let server: TestServer;
	let browser: Browser;
	let list: BaselineList;
	const at = (name: string) =>
		`/competitions/${SLUG}/baselines/${list.baselines.find((b) => b.name === name)!.id}`;

	beforeAll(async () => {
		const dataDir = makeDataDir('baselines');
		const token = await createUserToken(dataDir, 'ada@example.org', '--admin');
		server = await startServer(dataDir);
		const env = { HOLDOUT_SERVER: server.url, HOLDOUT_TOKEN: token };
		const run = async (...args: string[]) => {
			const { code, stderr } = await holdout(args, env);
			expect(code, stderr).toBe(0);
		};
		const closes = `closes: ${new Date(Date.now() + 9e8).toISOString()}`;
		await run(
			'competition',
			'import',
			writeSmallCompetition(dataDir, { slug: SLUG, yaml: closes }),
		);
		const publish = async (name: string, card: Card, skill: number) => {
			const from = await writeRun(join(dataDir, name), card, skill);
			await run('baseline', 'publish', SLUG, '--from', from, '--name', name);
		};
		await publish('Small network', gallery(smallCard(SMALL_LABELS)), 0.6);
		await publish('Seen tests', gallery(smallCard(SMALL_LABELS, { split: 'test' })), 0.4);
		await api(server, token, `/competitions/${SLUG}/submissions?baseline=Prevalence`, {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: smallPredictions(0),
		});
		list = await scored();
		browser = await launchChromium(chromium!);
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	/** The list, once every baseline has its score. */
	async function scored(): Promise<BaselineList> {
		for (let i = 0; i < 200; i++) {
			const { body } = await api<BaselineList>(server, null, `/competitions/${SLUG}/baselines`);
			if (body.baselines.filter((each) => each.public.score !== null).length === 3) return body;
			await sleep(100);
		}
		throw new Error('not scored within twenty seconds');
	}

	async function withPage(use: (page: Page) => Promise<void>): Promise<void> {
		const context = await browser.newContext({ viewport: SIZES.desktop, locale: 'en-US' });
		try {
			await use(await context.newPage());
		} finally {
			await context.close();
		}
	}

	it('lead from the leaderboard to the card', () =>
		withPage(async (page) => {
			await page.goto(`${server.url}/competitions/${SLUG}/leaderboard`);
			await page.getByRole('rowheader').getByRole('link', { name: 'Small network' }).click();
			await page.waitForURL(`**${at('Small network')}`);
			expect(await page.locator('h1').textContent()).toBe('Small network');
			const text = (await page.locator('main').textContent())!;
			const model = list.baselines.find(({ name }) => name === 'Small network')!;
			expect(text).toContain(model.public.score!.toFixed(4));
			for (const part of [
				'above Prevalence (',
				'kept: epoch 2',
				'The hottest point lies in the finding 60 % of the time (95 % interval 30 % to 85 %)',
				'a finding takes 6.0 % of the image',
				'small-cnn',
				'npx holdout baseline train demo-small-cnn',
				'Not a medical device',
			])
				expect(text).toContain(part);
			expect(text).not.toMatch(/undefined\b(?! )|NaN|\[object/);
			const tabs = page.getByRole('navigation', { name: 'Competition' });
			expect(await tabs.locator('[aria-current=page]').textContent()).toBe('Baselines');
		}));

	it('show where they look, by mouse and by keyboard', () =>
		withPage(async (page) => {
			await page.goto(`${server.url}${at('Small network')}`, { waitUntil: 'networkidle' });
			const heat = page.locator('.gallery img.heat').first();
			expect(await heat.evaluate((img) => getComputedStyle(img).opacity)).toBe('1');
			await page.getByRole('slider', { name: 'Heat map' }).first().press('Home');
			expect(await heat.evaluate((img) => getComputedStyle(img).opacity)).toBe('0');
			await page.locator('.gallery button').first().press('Enter');
			const dialog = page.getByRole('dialog');
			const title = dialog.locator('h2');
			expect(await title.textContent()).toBe('Effusion');
			await page.keyboard.press('ArrowRight');
			expect(await title.textContent()).toBe('Nodule');
			await page.keyboard.press('ArrowRight');
			expect(await title.textContent()).toBe('Effusion');
			await page.keyboard.press('Escape');
			expect(await dialog.count()).toBe(0);
			const focused = () => page.evaluate(() => document.activeElement?.textContent);
			expect(await focused()).toContain('Effusion');
		}));

	it('show the figures of the card beside those of the public rows', () =>
		withPage(async (page) => {
			await page.goto(`${server.url}${at('Small network')}`, { waitUntil: 'networkidle' });
			await page.getByRole('link', { name: 'Validation', exact: true }).click();
			await page.waitForURL('**?on=card#figures');
			expect(await page.locator('main').textContent()).toContain(
				'From its card: Mean AUROC over 2 findings on 24 rows of 12 patients',
			);
		}));

	it('keep what was measured on the hidden split until the close', () =>
		withPage(async (page) => {
			await page.goto(`${server.url}${at('Seen tests')}`);
			const text = (await page.locator('main').textContent())!;
			expect(text).toContain('They were measured on the hidden test split');
			expect(text).toContain('withheld from this card until the competition closes');
			expect(await page.locator('.gallery').count()).toBe(0);
			expect(await page.getByRole('link', { name: 'Validation' }).count()).toBe(0);
		}));

	it('have a page without a card, and none where there is no baseline', () =>
		withPage(async (page) => {
			await page.goto(`${server.url}${at('Prevalence')}`);
			expect(await page.locator('main').textContent()).toContain('No card was published');
			const answer = await page.goto(`${server.url}/competitions/${SLUG}/baselines/nothing`);
			expect(answer!.status()).toBe(404);
			expect(await page.locator('main').textContent()).toContain('There is no such baseline');
		}));

	describe.each(LOOKS)('on %s, %s', (size, colorScheme) => {
		let context: BrowserContext;
		beforeAll(async () => {
			context = await browser.newContext({ viewport: SIZES[size], colorScheme, locale: 'en-US' });
		});
		afterAll(() => context?.close());

		it.each(['', 'Small network', 'Seen tests', 'Prevalence'])('no fault on %s', async (name) => {
			const path = name ? at(name) : `/competitions/${SLUG}/baselines`;
			expect(await inspectPage(context, server.url + path)).toEqual([]);
		});

		it('no fault in an enlarged picture', async () => {
			const open = async (page: Page) => {
				await page.locator('.gallery button').first().click();
				await page.getByRole('dialog').waitFor();
			};
			expect(await inspectPage(context, server.url + at('Small network'), open)).toEqual([]);
		});
	});
});
