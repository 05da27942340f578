/** What a machine can say is wrong with a page: console, sideways scrolling, layout shift, WCAG. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { sleep } from '../support/server.ts';

export const SIZES = {
	desktop: { width: 1280, height: 900 },
	phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;
export type Scheme = 'light' | 'dark';

export interface Finding {
	what: string;
	detail: string;
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
let axeSource: Promise<string> | undefined;

/**
 * Runs in the page: what moved without the reader's doing, by the browser's measure. Until it has
 * loaded, a busy machine may paint half a document (a header without its last links), and what moves
 * then is the page arriving: a hundredth is let pass, where a tenth still counts as good.
 */
function watchShifts(): void {
	interface Shift extends PerformanceEntry {
		value: number;
		hadRecentInput: boolean;
		sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
	}
	const seen: string[] = [];
	(window as unknown as { __shifts: string[] }).__shifts = seen;
	const nameOf = (node: Node | null) =>
		node instanceof Element
			? `${node.localName}.${node.className}`
			: `"${node?.textContent?.trim().slice(0, 30) ?? 'gone'}"`;
	const [loading] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	const hasLoaded = (at: number) => loading!.loadEventEnd > 0 && at > loading!.loadEventEnd;
	const allowed = ({ startTime }: Shift) => (hasLoaded(startTime) ? 0.001 : 0.01);
	const box = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(' ');
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as Shift[])
			if (!entry.hadRecentInput && entry.value > allowed(entry))
				seen.push(
					`${entry.value.toFixed(4)} ${entry.sources
						.map((s) => `${nameOf(s.node)} ${box(s.previousRect)} → ${box(s.currentRect)}`)
						.join(', ')}`,
				);
	}).observe({ type: 'layout-shift', buffered: true });
}

async function axeViolations(page: Page): Promise<Finding[]> {
	axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(await axeSource);
	const violations = await page.evaluate(async (runOnly) => {
		const { axe } = window as unknown as { axe: typeof axeCore };
		return (await axe.run(document, { runOnly })).violations.map(({ id, nodes }) => ({
			id,
			where: nodes
				.slice(0, 3)
				.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
		}));
	}, RULES);
	return violations.map(({ id, where }) => ({ what: `axe ${id}`, detail: where.join(' | ') }));
}

async function scrollsSideways(page: Page): Promise<Finding[]> {
	const widths = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return { scrollWidth, clientWidth };
	});
	if (widths.scrollWidth <= widths.clientWidth) return [];
	return [{ what: 'scrolls sideways', detail: `${widths.scrollWidth} > ${widths.clientWidth}` }];
}

async function layoutShifts(page: Page): Promise<Finding[]> {
	const shifts = await page.evaluate(
		() => (window as unknown as { __shifts?: string[] }).__shifts ?? ['not watched'],
	);
	return shifts.map((detail) => ({ what: 'layout shift', detail }));
}

/**
 * Watches a page's requests. What it returns resolves once none but event streams, which stay open
 * for good, has been under way for a fifth of a second, or after ten seconds.
 */
function watchRequests(page: Page): () => Promise<void> {
	let open = 0;
	let since = Date.now();
	const count = (by: number) => (request: Request) => {
		if (request.resourceType() === 'eventsource') return;
		open += by;
		since = Date.now();
	};
	page.on('request', count(1));
	page.on('requestfinished', count(-1));
	page.on('requestfailed', count(-1));
	return async () => {
		const end = Date.now() + 10_000;
		while ((open > 0 || Date.now() - since < 200) && Date.now() < end) await sleep(25);
	};
}

/** Runs in the page: a colour on its way to the other theme has the contrast of neither. */
async function untilColoursHaveMoved(): Promise<void> {
	const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
	const isMoving = (animation: Animation) => animation instanceof CSSTransition;
	await nextFrame();
	do await nextFrame();
	while (document.getAnimations().some(isMoving));
}

export interface InspectOptions {
	/** Waited for after the page is quiet, for what draws itself later. */
	waitMs?: number;
	/** Looks at the contrast of the dark theme too; it has the layout of the light one. */
	inDarkToo?: boolean;
}

/**
 * Opens a page and lists what is wrong with it once it is quiet.
 * @param use called with the page before it closes, for a picture
 */
export async function inspectPage(
	context: BrowserContext,
	url: string,
	use: (page: Page) => Promise<unknown> = async () => {},
	{ waitMs = 0, inDarkToo = false }: InspectOptions = {},
): Promise<Finding[]> {
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
	const quiet = watchRequests(page);
	await page.goto(url, { waitUntil: 'load' });
	await quiet();
	await page.waitForTimeout(100 + waitMs);
	await use(page);
	found.push(...(await scrollsSideways(page)), ...(await layoutShifts(page)));
	found.push(...(await axeViolations(page)));
	if (inDarkToo) {
		await page.emulateMedia({ colorScheme: 'dark' });
		await page.evaluate(untilColoursHaveMoved);
		for (const { what, detail } of await axeViolations(page))
			found.push({ what: `${what}, dark`, detail });
	}
	await page.close();
	return found;
}
