/** A phantom set as a folder: images, labels, regions and a card. Needs Node and sharp. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { DEFAULT_SIZE, phantomSet } from '../draw.ts';
import { byFinding, FINDING_NAMES } from '../names.ts';
import type { Phantom, Split } from '../types.ts';
import { phantomCard } from './card.ts';
import {
	csvOf,
	labelRow,
	LABEL_COLUMNS,
	regionsOf,
	unlabelledRow,
	UNLABELLED_COLUMNS,
	type WrittenRegions,
} from './tables.ts';
import { writeFolderWhole } from './whole-folder.ts';

export interface WriteRequest {
	/** Made by this; must not exist yet. */
	folder: string;
	seed: number;
	patients: number;
	size?: number;
	/** Splits whose labels and regions are not written. Default none. */
	withhold?: readonly Split[];
	/** 0 to 1. */
	onProgress?(share: number): void;
	signal?: AbortSignal;
}

export interface WrittenSet {
	images: Record<Split, number>;
}

export const pngOf = ({ pixels, size }: Pick<Phantom, 'pixels' | 'size'>): Promise<Buffer> =>
	sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
		.toColourspace('b-w')
		.png()
		.toBuffer();

async function writeInto(folder: string, request: WriteRequest): Promise<WrittenSet> {
	const { seed, patients, size = DEFAULT_SIZE, withhold = [], onProgress, signal } = request;
	const images = { train: 0, validation: 0, test: 0 };
	const labelled = byFinding(() => 0);
	const rows: string[][] = [];
	const bare: string[][] = [];
	const regions: WrittenRegions = { size, images: {} };
	await mkdir(join(folder, 'images'), { recursive: true });
	for (const phantom of phantomSet({ seed, patients, size })) {
		signal?.throwIfAborted();
		await writeFile(join(folder, 'images', `${phantom.id}.png`), await pngOf(phantom));
		images[phantom.split]++;
		if (withhold.includes(phantom.split)) bare.push(unlabelledRow(phantom));
		else {
			for (const name of FINDING_NAMES) labelled[name] += phantom.findings[name];
			rows.push(labelRow(phantom));
			regions.images[phantom.id] = regionsOf(phantom);
		}
		onProgress?.((Number(phantom.metadata.patient.slice(1)) + 1) / patients);
	}
	await writeFile(join(folder, 'labels.csv'), csvOf(LABEL_COLUMNS, rows));
	if (bare.length) {
		await writeFile(join(folder, 'unlabelled.csv'), csvOf(UNLABELLED_COLUMNS, bare));
	}
	await writeFile(join(folder, 'regions.json'), JSON.stringify(regions));
	const card = phantomCard({ seed, patients, size, images, rows: rows.length, labelled });
	await writeFile(join(folder, 'README.md'), card);
	return { images };
}

/** Throws where the folder is there already, and when `signal` aborts; leaves nothing half-written. */
export const writePhantomSet = (request: WriteRequest): Promise<WrittenSet> =>
	writeFolderWhole(request.folder, (folder) => writeInto(folder, request));
