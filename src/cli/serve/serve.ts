/** `holdout serve`: every step from the sources to a site that answers. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { closeShared, sharedHoldout } from '#lib/server/shared';
import { say, sayJson } from '../output.ts';
import { fault, wrongUsage } from '../outcome.ts';
import { readServerSettings } from '../settings.ts';
import { style } from '../style.ts';
import { buildIfStale } from './build.ts';
import { openData, prepareDemo } from './data.ts';
import { addressFrom, requireFreePort, requireWritable } from './preflight.ts';
import { built, findRoot, hasSource } from './root.ts';
import { onShutdown } from './shutdown.ts';
import { createSteps, type Step } from './steps.ts';
import { startBuiltSite, startDevSite, type Site } from './site.ts';

interface Options {
	dev?: boolean;
	port?: string;
	host?: string;
	json?: boolean;
}

async function buildStep(root: string): Promise<string> {
	if (hasSource(root)) return (await buildIfStale(root)) ? 'done' : 'up to date';
	if (existsSync(built(root).handler)) return 'came with the package';
	throw fault('The installation holds neither sources nor a build.', {
		remedy: 'Install Holdout again.',
	});
}

function sayWhere(dataDir: string, setupLink: string | null): void {
	say();
	say(`Data: ${dataDir}`);
	if (setupLink === null) return;
	say();
	say(style.bold('There is no administrator yet. Open this link once to become it:'));
	say(`  ${style.link(setupLink)}`);
}

/** Every step after the build; what was opened is closed again if one fails. */
async function start(root: string, dataDir: string, dev: boolean, step: Step): Promise<Site> {
	const holdout = await openData(root, dataDir, dev, step);
	try {
		await prepareDemo(holdout, step);
		let site!: Site;
		await step('Web server', async () => {
			site = await (dev ? startDevSite(root, holdout) : startBuiltSite(root, holdout));
			return 'ready';
		});
		return site;
	} catch (error) {
		await closeShared();
		throw error;
	}
}

/** Runs every step, prints the address last, and serves until a signal comes. */
export async function serve({ dev = false, json = false, ...options }: Options): Promise<void> {
	const root = findRoot();
	if (dev && !hasSource(root)) {
		throw wrongUsage('--dev serves from source, and this installation has none.');
	}
	const address = addressFrom(options);
	const dataDir = resolve(readServerSettings().dataDir);
	requireWritable(dataDir);
	await requireFreePort(address);

	const step = createSteps(dev ? 4 : 5, json ? process.stderr : process.stdout);
	if (!dev) await step('Build', () => buildStep(root));
	const site = await start(root, dataDir, dev, step);
	const close = async () => {
		await site.close();
		// Shared with the site, whose own hooks may close it as well: once is enough.
		await closeShared();
	};
	const setupLink = await (await sharedHoldout()).setupLink(address.url);
	if (!json) sayWhere(dataDir, setupLink);
	await site.listen(address).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	onShutdown(close);
	void (await sharedHoldout()).demoImages.draw();
	if (json) sayJson({ ok: true, url: address.url, setup_link: setupLink, data: dataDir });
	else say(`\nHoldout is running at ${style.link(address.url)}`);
}
