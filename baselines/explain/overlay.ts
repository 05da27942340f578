/** An image and the same image under its heat map, side by side, as a small file. */
import sharp from 'sharp';
import type { Box } from '../phantoms/types.ts';
import { viridis } from './colours.ts';

/** Edge of each half, in pixels. */
const EDGE = 224;
/** Most that the colours hide of the image. */
const STRENGTH = 0.6;
/** Between the halves. */
const GAP = 4;

export interface OverlayRequest {
	/** Row by row, size × size. */
	grey: Uint8Array;
	/** 0 to 1, of the same size. */
	heat: Float32Array;
	size: number;
	/** Where the finding truly is, where that is known; drawn on the plain image. */
	boxes?: readonly Box[];
}

/** Red, green, blue of every pixel under its heat. */
function coloured({ grey, heat }: OverlayRequest): Uint8Array {
	const out = new Uint8Array(3 * grey.length);
	for (let i = 0; i < grey.length; i++) {
		const colour = viridis(heat[i]!);
		const strength = STRENGTH * Math.min(1, 2 * heat[i]!);
		for (let c = 0; c < 3; c++) {
			out[3 * i + c] = grey[i]! * (1 - strength) + colour[c as 0 | 1 | 2] * strength;
		}
	}
	return out;
}

function outlines({ boxes = [], size }: OverlayRequest): Buffer {
	const scale = EDGE / size;
	const shapes = boxes.map(
		({ x, y, width, height }) =>
			`<rect x="${x * scale}" y="${y * scale}" width="${width * scale}" height="${height * scale}" fill="none" stroke="#fde725" stroke-width="2"/>`,
	);
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${EDGE}">${shapes.join('')}</svg>`,
	);
}

export const OVERLAY_SIZE = { width: 2 * EDGE + GAP, height: EDGE };

/** WebP of about 10 kB. */
export async function drawOverlay(request: OverlayRequest): Promise<Buffer> {
	const { grey, size } = request;
	const raw = (channels: 1 | 3) => ({ raw: { width: size, height: size, channels } });
	const plain = await sharp(grey, raw(1)).toColourspace('srgb').resize(EDGE, EDGE).png().toBuffer();
	const heat = await sharp(coloured(request), raw(3)).resize(EDGE, EDGE).png().toBuffer();
	return sharp({ create: { ...OVERLAY_SIZE, channels: 3, background: '#000' } })
		.composite([
			{ input: plain, left: 0, top: 0 },
			{ input: outlines(request), left: 0, top: 0 },
			{ input: heat, left: EDGE + GAP, top: 0 },
		])
		.webp({ quality: 72 })
		.toBuffer();
}
