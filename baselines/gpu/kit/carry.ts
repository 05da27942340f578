/** Node, Dawn, sharp and the Vulkan loader, as a machine without any of them needs them. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import {
	copyFile,
	cp,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	stat,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { NATIVE_PACKAGES } from './bundle.ts';

const run = promisify(execFile);

/** Files from this size on are compressed, each by itself. */
const LARGE = 1 << 20;

/** What a kit cannot be made without, and what to do. */
export class KitError extends Error {
	readonly remedy: string;
	constructor(message: string, remedy: string) {
		super(message);
		this.remedy = remedy;
	}
}

async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex').slice(0, 16);
}

/** `xz -9` of a file, into another one. @throws {KitError} */
async function compress(path: string, to: string): Promise<void> {
	await run('sh', ['-c', 'xz -9 -c "$1" > "$2"', 'sh', path, to]).catch((error: Error) => {
		throw new KitError(`xz failed: ${error.message}`, 'Install xz-utils, or say --no-compress.');
	});
}

/** Leaves `<path>.xz`. @throws {KitError} */
export async function compressInPlace(path: string): Promise<void> {
	await compress(path, `${path}.xz`);
	await rm(path);
}

/** Compressed, and kept for the next kit: compressing Node takes a minute. */
async function compressed(path: string, cache: string): Promise<string> {
	const kept = join(cache, 'gpu-kit', `${basename(path)}-${await hashOf(path)}.xz`);
	if (existsSync(kept)) return kept;
	await mkdir(dirname(kept), { recursive: true });
	const part = `${kept}.${process.pid}.part`;
	await compress(path, part);
	await rename(part, kept);
	return kept;
}

async function carryFile(from: string, to: string, cache: string | null): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	const small = (await stat(from)).size < LARGE;
	if (cache === null || small) await copyFile(from, to);
	else await copyFile(await compressed(from, cache), `${to}.xz`);
}

/** A package and those it depends on, where they are installed. */
function packagesOf(name: string, from: string, found = new Map<string, string>()) {
	if (found.has(name)) return found;
	let manifest: string;
	try {
		manifest = manifestOf(name, from);
	} catch {
		return found;
	}
	found.set(name, dirname(manifest));
	const { dependencies = {}, optionalDependencies = {} } = createRequire(manifest)(manifest) as {
		dependencies?: Record<string, string>;
		optionalDependencies?: Record<string, string>;
	};
	for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
		packagesOf(next, manifest, found);
	return found;
}

/** Not every package lets its manifest be imported: looks beside every folder above. */
function manifestOf(name: string, from: string): string {
	for (let folder = dirname(from); ; folder = dirname(folder)) {
		const path = join(folder, 'node_modules', name, 'package.json');
		if (existsSync(path)) return path;
		if (folder === dirname(folder)) throw new Error(name);
	}
}

/** Of the machines that packages are for, the kit's is one; no source maps, types or headers. */
const isNeeded = (path: string) =>
	!/(^|\/)(darwin|win32|linux-arm64)[^/]*(\/|$)|\.(map|d\.ts|md|h)$|(^|\/)(src|include)\//.test(
		path,
	);

async function carryPackage(folder: string, to: string, cache: string | null): Promise<void> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const entry of entries) {
		const path = join(entry.parentPath, entry.name);
		const name = relative(folder, path);
		if (entry.isFile() && isNeeded(name)) await carryFile(path, join(to, name), cache);
	}
}

/** Debian's package, unpacked; the loader that is installed where there is no apt. */
async function findVulkanLoader(): Promise<{ path: string; done(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'holdout-vulkan-'));
	const done = () => rm(folder, { recursive: true, force: true });
	try {
		await run('apt-get', ['download', 'libvulkan1'], { cwd: folder });
		const [deb] = await readdir(folder);
		await run('dpkg', ['-x', deb!, 'unpacked'], { cwd: folder });
		const lib = join(folder, 'unpacked/usr/lib/x86_64-linux-gnu');
		return { path: join(lib, 'libvulkan.so.1'), done };
	} catch {
		const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/lib/chromium'];
		const path = places.map((place) => join(place, 'libvulkan.so.1')).find(existsSync);
		if (path) return { path, done };
		await done();
		throw new KitError(
			'There is no Vulkan loader (libvulkan.so.1) here, and Debian’s could not be fetched.',
			'Name one with --vulkan.',
		);
	}
}

/**
 * Writes bin/node, lib/libvulkan.so.1 and node_modules into a folder.
 * @param cache where compressed files are kept; null leaves everything uncompressed
 */
export async function carryMachine(
	root: string,
	to: string,
	{ cache, vulkan }: { cache: string | null; vulkan?: string | undefined },
): Promise<void> {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new KitError('A kit carries the Node that makes it.', 'Make it on Linux, x64.');
	}
	await carryFile(process.execPath, join(to, 'bin/node'), cache);
	const loader = vulkan ? { path: vulkan, done: async () => {} } : await findVulkanLoader();
	await cp(loader.path, join(to, 'lib/libvulkan.so.1'), { dereference: true, recursive: true });
	await loader.done();
	for (const name of NATIVE_PACKAGES) {
		const packages = packagesOf(name, join(root, 'package.json'));
		if (!packages.has(name)) throw new KitError(`${name} is not installed.`, 'Run npm ci again.');
		for (const [own, folder] of packages)
			await carryPackage(folder, join(to, 'node_modules', own), cache);
	}
	const dawn = join(to, 'node_modules/webgpu/dist/linux-x64');
	const found = await readdir(dawn).catch(() => [] as string[]);
	if (!found.length) throw new KitError('Dawn for linux-x64 is not installed.', 'Run npm ci.');
}

/** Bytes of everything in a folder. */
export async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const sizes = await Promise.all(
		files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** Null where it is not there. */
export const readIfThere = (path: string): Promise<string | null> =>
	readFile(path, 'utf8').catch(() => null);
