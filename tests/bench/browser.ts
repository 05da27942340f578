/**
 * `npm run bench:browser`: the page while its worker checks a file of 100 MB, in a real Chromium.
 * The page must have no task over 50 ms, and its progress must move.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { findChromium, launchChromium } from '../support/chromium.ts';
import type { Watched } from './browser-page.ts';

const MEGABYTES = 100;
const LONG_TASK_MS = 50;
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html' };

/** The page and its worker, bundled as for users. */
async function bundle(folder: string): Promise<void> {
	await build({
		configFile: false,
		logLevel: 'error',
		base: './',
		worker: { format: 'es' },
		build: {
			outDir: folder,
			lib: {
				entry: join(import.meta.dirname, 'browser-page.ts'),
				formats: ['es'],
				fileName: () => 'page.js',
			},
		},
	});
}

/** Serves the bundle and a page that loads it, at a free port of this machine. */
async function serve(folder: string): Promise<{ url: string; close(): void }> {
	const server = createServer((request, response) => {
		const path = new URL(request.url!, 'http://localhost').pathname;
		const name = path === '/' ? '/index.html' : path;
		response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
		try {
			const html = '<!doctype html><script type="module" src="/page.js"></script>';
			response.end(path === '/' ? html : readFileSync(join(folder, name)));
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

const chromium = findChromium();
if (chromium === null) {
	console.log('No Chromium was found: nothing was measured. On Debian: apt-get install chromium');
	process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'holdout-bench-browser-'));
const browser = await launchChromium(chromium);
try {
	await bundle(folder);
	const site = await serve(folder);
	const page = await browser.newPage();
	await page.goto(site.url);
	await page.waitForFunction(() => 'watch' in globalThis);
	const seen = await page.evaluate(
		(megabytes) =>
			(globalThis as unknown as { watch(n: number): Promise<Watched> }).watch(megabytes),
		MEGABYTES,
	);
	site.close();
	if (!seen.ok) throw new Error('The file was refused.');
	const long = seen.longTasks.filter((ms) => ms > LONG_TASK_MS);
	const list = long.map((ms) => `${ms.toFixed(0)} ms`).join(', ');
	console.log(`Chromium ${browser.version()}: ${seen.megabytes.toFixed(0)} MB, ${seen.rows} rows`);
	console.log(`checked in the worker in ${(seen.took / 1000).toFixed(1)} s`);
	console.log(`tasks of the page over ${LONG_TASK_MS} ms: ${long.length} (target: none) ${list}`);
	console.log(`longest time in which a 4 ms timer did not fire: ${seen.longestGap.toFixed(0)} ms`);
	console.log(`progress was reported ${seen.progress.length} times (target: it moves)`);
	if (long.length > 0 || seen.progress.length < 3) process.exitCode = 1;
} finally {
	await browser.close();
	rmSync(folder, { recursive: true, force: true });
}
