/** What a machine can say is wrong with a page: console, sideways scrolling, layout shift, WCAG. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

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
 * Opens a page and lists what is wrong with it once it is quiet.
 * @param use called with the page before it closes, for a picture
 */
export async function inspectPage(
	context: BrowserContext,
	url: string,
	use: (page: Page) => Promise<unknown> = async () => {},
	waitMs = 0,
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
	await page.goto(url, { waitUntil: 'load' });
	// Event streams stay open, so a quiet network may never come.
	await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
	await page.waitForTimeout(150 + waitMs);
	await use(page);
	found.push(...(await scrollsSideways(page)), ...(await layoutShifts(page)));
	found.push(...(await axeViolations(page)));
	await page.close();
	return found;
}
