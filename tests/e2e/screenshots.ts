/**
 * Takes every given path in two widths and two themes, and says what is wrong with it.
 *
 *   node --import tsx tests/e2e/screenshots.ts [--base http://127.0.0.1:3000] [--out tests/.output/shots]
 *     [--login email:password] [--only desktop-light,phone-dark] [--full] [--wait ms] /path …
 *
 * Prints console errors, sideways scrolling, layout shift and axe-core violations; exits 1 if any.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { inspectPage, SIZES, type Scheme, type Size } from './inspect.ts';

const LOOKS = ['desktop-light', 'desktop-dark', 'phone-light', 'phone-dark'];

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		base: { type: 'string', default: 'http://127.0.0.1:3000' },
		out: { type: 'string', default: 'tests/.output/shots' },
		login: { type: 'string' },
		only: { type: 'string' },
		full: { type: 'boolean', default: false },
		wait: { type: 'string', default: '0' },
	},
});

/** A context of one look, signed in where an account is given. */
async function openContext(
	browser: Browser,
	size: Size,
	colorScheme: Scheme,
): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: SIZES[size],
		colorScheme,
		locale: 'en-US',
		timezoneId: 'Europe/Madrid',
		hasTouch: size === 'phone',
	});
	const [email, password] = values.login?.split(/:(.*)/s) ?? [];
	if (!email) return context;
	const answer = await context.request.post(`${values.base}/api/auth/sign-in/email`, {
		data: { email, password },
		headers: { origin: new URL(values.base).origin },
	});
	if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`);
	return context;
}

async function shootLook(browser: Browser, look: string): Promise<number> {
	const [size, scheme] = look.split('-') as [Size, Scheme];
	const context = await openContext(browser, size, scheme);
	let wrong = 0;
	for (const path of positionals) {
		const name = path.replace(/[^\w-]+/g, '_').replace(/^_|_$/g, '') || 'home';
		const file = join(values.out, `${name}.${look}.png`);
		const found = await inspectPage(
			context,
			new URL(path, values.base).href,
			(page) => page.screenshot({ path: file, fullPage: values.full }),
			{ waitMs: Number(values.wait) },
		);
		wrong += found.length;
		console.log(`${found.length ? '✗' : '✓'} ${look} ${path} → ${file}`);
		for (const { what, detail } of found) console.log(`    ${what}: ${detail}`);
	}
	await context.close();
	return wrong;
}

async function main(): Promise<number> {
	const chromium = findChromium();
	if (!chromium) throw new Error('No Chromium was found; set CHROMIUM_PATH.');
	await mkdir(values.out, { recursive: true });
	const browser = await launchChromium(chromium);
	let wrong = 0;
	for (const look of values.only?.split(',') ?? LOOKS) wrong += await shootLook(browser, look);
	await browser.close();
	return wrong ? 1 : 0;
}

process.exit(await main());
