/** Looks up an affine change of a grey image, bilinearly. */
import type { Affine } from './transform.ts';

/**
 * @param grey row by row, size × size
 * @param out edge of the new image, whose centre is that of the old one
 * @param black true: nothing beyond the edge; false: the edge goes on
 */
export function resample(
	grey: Uint8Array,
	size: number,
	out: number,
	{ a, b, c, d, e, f }: Affine,
	black: boolean,
): Float32Array {
	const result = new Float32Array(out * out);
	const last = size - 1;
	const middle = last / 2;
	const half = (out - 1) / 2;
	for (let row = 0, i = 0; row < out; row++) {
		const v = row - half;
		let x = b * v - a * half + e + middle;
		let y = d * v - c * half + f + middle;
		for (let column = 0; column < out; column++, i++, x += a, y += c) {
			if (black && (x < -0.5 || y < -0.5 || x > last + 0.5 || y > last + 0.5)) continue;
			const cx = x < 0 ? 0 : x > last ? last : x;
			const cy = y < 0 ? 0 : y > last ? last : y;
			const left = cx | 0;
			const top = cy | 0;
			const s = cx - left;
			const t = cy - top;
			const at = top * size + left;
			const right = left < last ? 1 : 0;
			const below = top < last ? size : 0;
			const upper = grey[at]! + s * (grey[at + right]! - grey[at]!);
			const lower = grey[at + below]! + s * (grey[at + below + right]! - grey[at + below]!);
			result[i] = upper + t * (lower - upper);
		}
	}
	return result;
}
