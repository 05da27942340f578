/** `holdout serve`: every step from the sources to a site that answers. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { optionsFromEnv } from '#lib/server/config';
import { seedDemo, settleDemo } from '#lib/server/demo/index';
import { openHoldout, type Holdout } from '#lib/server/holdout';
import { closeShared, shareHoldout } from '#lib/server/shared';
import { say } from '../output.ts';
import { fault, wrongUsage } from '../outcome.ts';
import { style } from '../style.ts';
import { buildIfStale } from './build.ts';
import { addressFrom, requireFreePort, requireWritable } from './preflight.ts';
import { built, findRoot, hasSource } from './root.ts';
import { onShutdown } from './shutdown.ts';
import { createSteps } from './steps.ts';
import { startBuiltSite, startDevSite, type Site } from './site.ts';

interface Options {
	dev?: boolean;
	port?: string;
	host?: string;
}

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

async function buildStep(root: string): Promise<string> {
	if (hasSource(root)) return (await buildIfStale(root)) ? 'done' : 'up to date';
	if (existsSync(built(root).handler)) return 'came with the package';
	throw fault('The installation holds neither sources nor a build.', {
		remedy: 'Install Holdout again.',
	});
}

/** Opens the data folder; what cannot be opened is said in a sentence. */
async function open(root: string, dev: boolean, dataDir: string): Promise<Holdout> {
	const { worker } = built(root);
	const workerFile = !dev && existsSync(worker) ? { workerFile: worker } : {};
	return openHoldout({ ...optionsFromEnv(process.env), ...workerFile, dataDir }).catch(
		(error: Error) => {
			throw fault(`The data folder ${dataDir} cannot be opened: ${error.message}`);
		},
	);
}

function sayWhere(dataDir: string, setupLink: string | null): void {
	say();
	say(`Data: ${dataDir}`);
	if (setupLink === null) return;
	say();
	say(style.bold('There is no administrator yet. Open this link once to become it:'));
	say(`  ${style.link(setupLink)}`);
}

/** Runs every step, prints the address last, and serves until a signal comes. */
export async function serve({ dev = false, ...options }: Options): Promise<void> {
	const root = findRoot();
	if (dev && !hasSource(root)) {
		throw wrongUsage('--dev serves from source, and this installation has none.');
	}
	const address = addressFrom(options);
	const dataDir = resolve(optionsFromEnv(process.env).dataDir);
	requireWritable(dataDir);
	await requireFreePort(address);

	const step = createSteps(dev ? 4 : 5);
	let holdout!: Holdout;
	let site!: Site;
	let unsettled: string[] = [];
	if (!dev) await step('Build', () => buildStep(root));
	await step('Database', async () => {
		holdout = await open(root, dev, dataDir);
		shareHoldout(holdout);
		return 'ready';
	});
	await step('Demo', async () => {
		if (process.env.HOLDOUT_DEMO === '0') return 'left out';
		unsettled = await seedDemo(holdout);
		return unsettled.length ? `${plural(unsettled.length, 'competition')} made` : 'nothing to do';
	});
	await step('Scoring', async () => {
		await holdout.lifecycle.start();
		if (!unsettled.length) return 'ready';
		await holdout.lifecycle.drain();
		const scored = await settleDemo(holdout, unsettled);
		return `${plural(scored, 'submission')} scored`;
	});
	await step('Web server', async () => {
		site = await (dev ? startDevSite(root, holdout) : startBuiltSite(root, holdout));
		return 'ready';
	});
	onShutdown(async () => {
		await site.close();
		// Shared with the site, whose own hooks may close it as well: once is enough.
		await closeShared();
	});
	sayWhere(dataDir, await holdout.setupLink(address.url));
	await site.listen(address);
	say(`\nHoldout is running at ${style.link(address.url)}`);
}
