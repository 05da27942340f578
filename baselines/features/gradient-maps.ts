/** Gradients of an image by direction, summed over square cells: the stuff of SIFT descriptors. */

/** Directions that a gradient is shared out to. */
export const ORIENTATIONS = 8;

/** Maps of ORIENTATIONS directions, each with a leading row and column of zeros. */
export interface GradientMaps {
	size: number;
	/** Integral images: sums over any rectangle take four look-ups (Crow 1984). */
	integral: Float64Array[];
}

/** Each gradient's magnitude goes to the two directions beside its own, by nearness. */
export function gradientMaps(pixels: ArrayLike<number>, size: number): GradientMaps {
	const stride = size + 1;
	const integral = Array.from({ length: ORIENTATIONS }, () => new Float64Array(stride * stride));
	const last = size - 1;
	for (let y = 0; y < size; y++) {
		const above = (y > 0 ? y - 1 : 0) * size;
		const below = (y < last ? y + 1 : last) * size;
		for (let x = 0; x < size; x++) {
			const dx =
				(pixels[y * size + (x < last ? x + 1 : last)]! - pixels[y * size + (x > 0 ? x - 1 : 0)]!) /
				2;
			const dy = (pixels[below + x]! - pixels[above + x]!) / 2;
			const magnitude = Math.sqrt(dx * dx + dy * dy);
			if (magnitude === 0) continue;
			const turn = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) * ORIENTATIONS;
			const first = Math.floor(turn);
			const share = turn - first;
			const at = (y + 1) * stride + x + 1;
			integral[first % ORIENTATIONS]![at]! += magnitude * (1 - share);
			integral[(first + 1) % ORIENTATIONS]![at]! += magnitude * share;
		}
	}
	for (const map of integral) {
		for (let y = 1; y <= size; y++) {
			let row = 0;
			for (let x = 1; x <= size; x++) {
				row += map[y * stride + x]!;
				map[y * stride + x] = row + map[(y - 1) * stride + x]!;
			}
		}
	}
	return { size, integral };
}

/** Sum of a direction over the square from (x, y), `side` pixels wide. */
export function cellSum(
	{ size, integral }: GradientMaps,
	k: number,
	x: number,
	y: number,
	side: number,
) {
	const map = integral[k]!;
	const stride = size + 1;
	const [top, bottom] = [y * stride + x, (y + side) * stride + x];
	return map[bottom + side]! - map[bottom]! - map[top + side]! + map[top]!;
}
