/** Making an image smaller by averaging the area that each new pixel covers. */

/** First pixel of each new one, and the weights of the pixels from there. */
function spans(from: number, to: number): { first: number; weights: number[] }[] {
	const scale = from / to;
	return Array.from({ length: to }, (_, k) => {
		const start = k * scale;
		const end = Math.min(from, (k + 1) * scale);
		const first = Math.floor(start);
		const weights: number[] = [];
		for (let i = first; i < end; i++) {
			weights.push((Math.min(i + 1, end) - Math.max(i, start)) / (end - start));
		}
		return { first, weights };
	});
}

/**
 * Resizes a grey image by area averaging, which keeps the mean and does not alias.
 * @param pixels row by row, `width` × `height`
 * @returns row by row, `size` × `size`
 */
export function areaResize(
	pixels: ArrayLike<number>,
	width: number,
	height: number,
	size: number,
): Float32Array {
	const columns = spans(width, size);
	const rows = spans(height, size);
	const narrow = new Float32Array(height * size);
	for (let y = 0; y < height; y++) {
		for (let k = 0; k < size; k++) {
			const { first, weights } = columns[k]!;
			let sum = 0;
			for (let i = 0; i < weights.length; i++) sum += weights[i]! * pixels[y * width + first + i]!;
			narrow[y * size + k] = sum;
		}
	}
	const out = new Float32Array(size * size);
	for (let k = 0; k < size; k++) {
		const { first, weights } = rows[k]!;
		for (let i = 0; i < weights.length; i++) {
			const from = (first + i) * size;
			for (let x = 0; x < size; x++) out[k * size + x]! += weights[i]! * narrow[from + x]!;
		}
	}
	return out;
}
