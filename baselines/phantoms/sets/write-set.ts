/** A set as a folder, as participants have it once they have unpacked the downloads. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenRegion } from '../files/tables.ts';
import { writeFolderWhole } from '../files/whole-folder.ts';
import { drawSetImage, SET_SIZE } from './images.ts';
import { planSet } from './plan-set.ts';
import { setReadme } from './readme.ts';
import { hasLabels, testTable, trainTable } from './rows.ts';
import type { PhantomSetDefinition } from './types.ts';

export interface WriteSetRequest {
	definition: PhantomSetDefinition;
	/** Made by this; must not exist yet. */
	folder: string;
	/** 0 to 1. */
	onProgress?(share: number): void;
	signal?: AbortSignal;
}

async function writeInto(folder: string, request: WriteSetRequest) {
	const { definition, onProgress, signal } = request;
	const planned = planSet(definition);
	const images: Record<string, Record<string, WrittenRegion>> = {};
	for (const part of ['train', 'test']) await mkdir(join(folder, part), { recursive: true });
	for (const [k, phantom] of planned.entries()) {
		signal?.throwIfAborted();
		const { path, bytes, regions } = await drawSetImage(definition, phantom);
		await writeFile(join(folder, path), bytes);
		if (regions) images[phantom.id] = regions;
		onProgress?.((k + 1) / planned.length);
	}
	await writeFile(join(folder, 'train.csv'), trainTable(definition, planned));
	await writeFile(join(folder, 'test.csv'), testTable(definition, planned));
	await writeFile(join(folder, 'regions.json'), JSON.stringify({ size: SET_SIZE, images }));
	await writeFile(join(folder, 'README.md'), setReadme(definition));
	const train = planned.filter(hasLabels).length;
	return { images: { train, test: planned.length - train } };
}

/** Throws where the folder is there already, and when `signal` aborts; leaves nothing half-written. */
export const writeSet = (request: WriteSetRequest) =>
	writeFolderWhole(request.folder, (folder) => writeInto(folder, request));
