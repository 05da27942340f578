/** A folder that a machine with a GPU, without Node and without network, runs by one command. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataProblem } from '../../data/index.ts';
import { bundleProgram, PROGRAM } from './bundle.ts';
import { carryMachine, compressInPlace, KitError, sizeOf } from './carry.ts';
import { packImages } from './pack-images.ts';
import type { Plan } from './plan.ts';

export interface KitRequest {
	/** Folder of the sources of Holdout. */
	root: string;
	/** Made by this; must not exist yet. */
	out: string;
	plan: Plan;
	/** Data sets by name: a folder or a table. */
	sets: Readonly<Record<string, string>>;
	/** Edge of the packed images. */
	size: number;
	/** Images of each split, for a try. */
	most?: number | undefined;
	/** Compressed files are kept in it; null compresses nothing. */
	cache: string | null;
	/** A libvulkan.so.1 to carry. */
	vulkan?: string | undefined;
	onProgress(what: string, share: number): void;
}

export type WrittenKit =
	| { ok: true; bytes: number; images: Record<string, number> }
	| { ok: false; set: string; problems: DataProblem[] };

/** Beside this file, and beside the tests. */
const SCRIPTS = {
	'run.sh': 'baselines/gpu/run.sh',
	'README.md': 'baselines/gpu/README.md',
	'python/time_torch.py': 'baselines/gpu/python/time_torch.py',
	'python/make_parity.py': 'tests/baselines/fixtures/make_parity.py',
};
const ENTRY = 'src/cli/gpu-box/main.ts';

async function packSets(
	{ sets, size, most, onProgress }: KitRequest,
	to: string,
): Promise<(WrittenKit & { ok: true }) | Extract<WrittenKit, { ok: false }>> {
	const images: Record<string, number> = {};
	const folder = await mkdtemp(join(tmpdir(), 'holdout-kit-'));
	try {
		for (const [set, from] of Object.entries(sets)) {
			const packed = await packImages({
				...{ from, to: join(folder, set), size, most },
				onProgress: (share) => onProgress(`Packing ${set}`, share),
			});
			if (!packed.ok) return { ok: false, set, problems: packed.problems };
			images[set] = packed.images;
			// Images are compressed; the table and what stands before and behind each small file are not.
			await promisify(execFile)('tar', ['-czf', join(to, `${set}.tar.gz`), '-C', folder, set]);
		}
		return { ok: true, bytes: 0, images };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Writes a kit. It is written beside the folder and renamed at the end.
 * @throws {KitError} where something is missing that it carries
 */
export async function writeKit(request: KitRequest): Promise<WrittenKit> {
	const { root, out, plan, cache, vulkan, onProgress } = request;
	if (await stat(out).catch(() => null))
		throw new KitError(`${out} exists already.`, 'Name a new folder.');
	const sources = Object.values(SCRIPTS).concat(ENTRY);
	for (const path of sources) {
		if (await stat(join(root, path)).catch(() => null)) continue;
		throw new KitError(`${path} is not here.`, 'Make the kit from the sources of Holdout.');
	}
	const part = `${out}.unfinished-${process.pid}`;
	try {
		for (const folder of ['machine', 'data', 'python'])
			await mkdir(join(part, folder), { recursive: true });
		for (const [to, from] of Object.entries(SCRIPTS))
			await copyFile(join(root, from), join(part, to));
		await writeFile(join(part, 'kit.json'), `${JSON.stringify(plan, null, '\t')}\n`);
		onProgress('Bundling', 0);
		await bundleProgram(root, ENTRY, join(part, 'machine'));
		if (cache !== null) await compressInPlace(join(part, 'machine', PROGRAM));
		onProgress('Node, Dawn and the Vulkan loader', 0);
		await carryMachine(root, join(part, 'machine'), { cache, vulkan });
		const packed = await packSets(request, join(part, 'data'));
		if (!packed.ok) return packed;
		await rename(part, out);
		return { ...packed, bytes: await sizeOf(out) };
	} finally {
		await rm(part, { recursive: true, force: true });
	}
}
