/**
 * SIFT descriptors on a grid (Lowe 2004; dense and with flat windows as in VLFeat's dsift, which PHOW
 * is made of: Bosch, Zisserman & Muñoz 2007).
 */
import { cellSum, gradientMaps, ORIENTATIONS } from './gradient-maps.ts';

/** Cells along each edge of a descriptor. */
const CELLS = 4;
export const DESCRIPTOR = CELLS * CELLS * ORIENTATIONS;
/** Lowe's limit on one entry, against single strong edges. */
const CLIP = 0.2;
/** Mean gradient per pixel, in grey levels, below which a place counts as flat. */
const FLAT = 1;

export interface DenseSiftOptions {
	/** Edges of a cell in pixels, one set of descriptors for each. */
	cells: readonly number[];
	/** Pixels between descriptors. */
	step: number;
}

export interface Descriptors {
	count: number;
	/** count × DESCRIPTOR, each of length 1, or 0 where the image is flat. */
	values: Float32Array;
	/** Centre of each, as a share of the edge. */
	x: Float32Array;
	y: Float32Array;
}

function normalise(values: Float32Array, at: number, least: number): void {
	let square = 0;
	for (let i = at; i < at + DESCRIPTOR; i++) square += values[i]! * values[i]!;
	const length = Math.sqrt(square);
	if (length <= least) {
		values.fill(0, at, at + DESCRIPTOR);
		return;
	}
	let clipped = 0;
	for (let i = at; i < at + DESCRIPTOR; i++) {
		values[i] = Math.min(CLIP, values[i]! / length);
		clipped += values[i]! * values[i]!;
	}
	const again = 1 / Math.sqrt(clipped);
	for (let i = at; i < at + DESCRIPTOR; i++) values[i]! *= again;
}

/** @param pixels grey values 0 to 255, size × size */
export function denseSift(
	pixels: ArrayLike<number>,
	size: number,
	{ cells, step }: DenseSiftOptions,
): Descriptors {
	const maps = gradientMaps(pixels, size);
	const places = cells.flatMap((cell) => {
		const along = Math.floor((size - CELLS * cell) / step) + 1;
		return along > 0 ? [{ cell, along }] : [];
	});
	const count = places.reduce((sum, { along }) => sum + along * along, 0);
	const values = new Float32Array(count * DESCRIPTOR);
	const [x, y] = [new Float32Array(count), new Float32Array(count)];
	let n = 0;
	for (const { cell, along } of places) {
		const area = (CELLS * cell) ** 2;
		for (let p = 0; p < along * along; p++, n++) {
			const [left, top] = [(p % along) * step, Math.floor(p / along) * step];
			x[n] = (left + 2 * cell) / size;
			y[n] = (top + 2 * cell) / size;
			let at = n * DESCRIPTOR;
			for (let c = 0; c < CELLS * CELLS; c++) {
				const cx = left + (c % CELLS) * cell;
				const cy = top + Math.floor(c / CELLS) * cell;
				for (let k = 0; k < ORIENTATIONS; k++) values[at++] = cellSum(maps, k, cx, cy, cell);
			}
			// Were the gradient even over all entries, its length would be area · FLAT / √entries.
			normalise(values, n * DESCRIPTOR, (area * FLAT) / Math.sqrt(DESCRIPTOR));
		}
	}
	return { count, values, x, y };
}
