/** The files of a set's images, one by one. Needs sharp. */
import sharp from 'sharp';
import { drawPlanned } from '../draw.ts';
import type { WrittenRegion } from '../files/tables.ts';
import type { Phantom, PlannedPhantom } from '../types.ts';
import { hasLabels } from './rows.ts';
import { setRegionsOf } from './set-regions.ts';
import type { PhantomSetDefinition } from './types.ts';

/** Edge in pixels. */
export const SET_SIZE = 128;
/** About 3.6 kB an image of 128 pixels; at 90 the largest set would take more than 40 MB. */
const QUALITY = 85;

export interface SetImage {
	/** Such as `train/P00012_001.jpg`. */
	path: string;
	bytes: Uint8Array;
	/** Null where they are withheld, as labels are. */
	regions: Record<string, WrittenRegion> | null;
}

export const pathOf = (planned: Pick<PlannedPhantom, 'id' | 'split'>) =>
	`${hasLabels(planned) ? 'train' : 'test'}/${planned.id}.jpg`;

const jpegOf = ({ pixels, size }: Phantom): Promise<Buffer> =>
	sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
		.toColourspace('b-w')
		.jpeg({ quality: QUALITY })
		.toBuffer();

/** Draws one image of a set. */
export async function drawSetImage(
	definition: PhantomSetDefinition,
	planned: PlannedPhantom,
): Promise<SetImage> {
	const phantom = drawPlanned(planned, SET_SIZE);
	return {
		path: pathOf(planned),
		bytes: await jpegOf(phantom),
		regions: hasLabels(planned) ? setRegionsOf(definition, phantom) : null,
	};
}
