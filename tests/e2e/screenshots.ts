/**
 * Takes every given path in two widths and two themes, and says what is wrong with it.
 *
 *   node --import tsx tests/e2e/screenshots.ts [--base http://127.0.0.1:3000] [--out tests/.output/shots]
 *     [--login email:password] [--only desktop-light,phone-dark] [--full] [--wait ms] /path …
 *
 * Prints console errors, sideways scrolling, layout shift and axe-core violations; exits 1 if any.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type axeCore from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const CHROMIUM_ARGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const SIZES = {
	desktop: { width: 1280, height: 900 },
	phone: { width: 390, height: 844 },
} as const;
type Size = keyof typeof SIZES;
type Scheme = 'light' | 'dark';

interface Finding {
	what: string;
	detail: string;
}

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
async function openContext(browser: Browser, size: Size, colorScheme: Scheme) {
	const context = await browser.newContext({
		viewport: SIZES[size],
		colorScheme,
		locale: 'en-US',
		timezoneId: 'Europe/Madrid',
		hasTouch: size === 'phone',
	});
	const [email, password] = values.login?.split(/:(.*)/s) ?? [];
	if (email) {
		const answer = await context.request.post(`${values.base}/api/auth/sign-in/email`, {
			data: { email, password },
			headers: { origin: new URL(values.base).origin },
		});
		if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`);
	}
	return context;
}

async function inspect(page: Page, axe: string): Promise<Finding[]> {
	const found: Finding[] = [];
	const scroll = await page.evaluate(() => {
		const root = document.documentElement;
		return root.scrollWidth > root.clientWidth ? `${root.scrollWidth} > ${root.clientWidth}` : '';
	});
	if (scroll) found.push({ what: 'scrolls sideways', detail: scroll });
	const shift = await page.evaluate(() => (window as unknown as { __shift?: number }).__shift ?? 0);
	if (shift > 0.001) found.push({ what: 'layout shift', detail: shift.toFixed(4) });
	await page.evaluate(axe);
	const violations = await page.evaluate(async () => {
		const run = (window as unknown as { axe: typeof axeCore }).axe;
		const { violations } = await run.run(document, {
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
		});
		return violations.map(({ id, nodes }) => ({
			id,
			where: nodes
				.slice(0, 3)
				.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
		}));
	});
	for (const { id, where } of violations)
		found.push({ what: `axe ${id}`, detail: where.join(' | ') });
	return found;
}

/** Runs in the page: what moved without the reader's doing, and how far by the browser's measure. */
function watchShifts(): void {
	interface Shift extends PerformanceEntry {
		value: number;
		hadRecentInput: boolean;
		sources: { node: Node | null }[];
	}
	const seen: string[] = [];
	(window as unknown as { __shifts: string[] }).__shifts = seen;
	const nameOf = (node: Node | null) =>
		node instanceof Element ? `${node.localName}.${node.className}` : (node?.nodeName ?? 'gone');
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as Shift[])
			if (!entry.hadRecentInput && entry.value > 0.001)
				seen.push(
					`${entry.value.toFixed(4)} ${entry.sources.map((s) => nameOf(s.node)).join(', ')}`,
				);
	}).observe({ type: 'layout-shift', buffered: true });
}

/** One page in one look: a picture and what is wrong with it. */
async function shoot(context: BrowserContext, path: string, file: string, axe: string) {
	const page = await context.newPage();
	const found: Finding[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning')
			found.push({ what: `console ${message.type()}`, detail: message.text() });
	});
	page.on('pageerror', (error) => found.push({ what: 'uncaught', detail: error.message }));
	// tsx keeps function names with a helper that the page does not have.
	await page.addInitScript('globalThis.__name = (value) => value');
	await page.addInitScript(watchShifts);
	await page.goto(new URL(path, values.base).href, { waitUntil: 'load' });
	// Event streams stay open, so a quiet network may never come.
	await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
	await page.waitForTimeout(150 + Number(values.wait));
	await page.screenshot({ path: file, fullPage: values.full });
	found.push(...(await inspect(page, axe)));
	await page.close();
	return found;
}

async function main(): Promise<number> {
	const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await mkdir(values.out, { recursive: true });
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
	const looks = values.only?.split(',') ?? [
		'desktop-light',
		'desktop-dark',
		'phone-light',
		'phone-dark',
	];
	let wrong = 0;
	for (const look of looks) {
		const [size, scheme] = look.split('-') as [Size, Scheme];
		const context = await openContext(browser, size, scheme);
		for (const path of positionals) {
			const name = path.replace(/[^\w-]+/g, '_').replace(/^_|_$/g, '') || 'home';
			const file = join(values.out, `${name}.${look}.png`);
			const found = await shoot(context, path, file, axe);
			wrong += found.length;
			console.log(`${found.length ? '✗' : '✓'} ${look} ${path} → ${file}`);
			for (const { what, detail } of found) console.log(`    ${what}: ${detail}`);
		}
		await context.close();
	}
	await browser.close();
	return wrong ? 1 : 0;
}

process.exit(await main());
