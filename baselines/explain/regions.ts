/** Where findings truly lie, as a written phantom set says. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskOfRuns } from '../phantoms/regions.ts';
import type { Box } from '../phantoms/types.ts';

export interface TrueRegion {
	/** Edge of the image that it was drawn on. */
	size: number;
	mask: Uint8Array;
	boxes: Box[];
}

/** By image, then by finding. */
export type TrueRegions = ReadonlyMap<string, ReadonlyMap<string, TrueRegion>>;

interface Written {
	size: number;
	images: Record<string, Record<string, { boxes: Box[]; runs: number[] }>>;
}

/** Null where the folder has no `regions.json`. */
export async function readRegions(folder: string): Promise<TrueRegions | null> {
	const text = await readFile(join(folder, 'regions.json'), 'utf8').catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return null;
			throw error;
		},
	);
	if (text === null) return null;
	const { size, images } = JSON.parse(text) as Written;
	return new Map(
		Object.entries(images).map(([image, findings]) => [
			image,
			new Map(
				Object.entries(findings).map(([finding, { boxes, runs }]) => [
					finding,
					{ size, boxes, mask: maskOfRuns(runs, size * size) },
				]),
			),
		]),
	);
}
