/** Images as their own features: the grey values of a small copy. */
import { matrix, type Matrix } from '../heads/matrix.ts';
import type { BaselineImages } from '../types.ts';
import { areaResize } from './area-resize.ts';

/** One row per image: `edge` × `edge` grey values, averaged over areas. */
export function pixelFeatures({ size, pixels }: BaselineImages, edge = 24): Matrix {
	const area = size * size;
	const rows = pixels.length / area;
	const values = new Float32Array(rows * edge * edge);
	for (let i = 0; i < rows; i++) {
		const image = pixels.subarray(i * area, (i + 1) * area);
		values.set(areaResize(image, size, size, edge), i * edge * edge);
	}
	return matrix(rows, edge * edge, values);
}
