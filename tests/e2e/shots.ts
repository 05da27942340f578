/** Pictures of a journey for whoever looks at it, no part of what is tested: HOLDOUT_SHOTS names a folder. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SIZES } from './inspect.ts';

const FOLDER = process.env.HOLDOUT_SHOTS;

/** Takes the page as it stands in two widths and two themes; does nothing without a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
	if (!FOLDER) return;
	for (const [size, viewport] of Object.entries(SIZES)) {
		await page.setViewportSize(viewport);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await page.waitForTimeout(200);
			const path = join(FOLDER, `${name}.${size}-${colorScheme}.png`);
			await page.screenshot({ path, fullPage: true });
		}
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(SIZES.desktop);
}
