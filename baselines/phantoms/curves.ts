/** Small functions of one number that shape everything drawn here. */

export const clamp = (value: number, low: number, high: number) =>
	value < low ? low : value > high ? high : value;

/** 0 below `from`, 1 above `to`, smooth between (cubic Hermite). */
export function smoothstep(from: number, to: number, value: number): number {
	const t = clamp((value - from) / (to - from), 0, 1);
	return t * t * (3 - 2 * t);
}

/** A bell of height 1 and the given half-width at exp(−1). */
export function bell(distance: number, width: number): number {
	const t = distance / width;
	return Math.exp(-t * t);
}

export const mix = (a: number, b: number, share: number) => a + (b - a) * share;

/** Distance of (x, y) to the segment from (ax, ay) to (bx, by). */
export function segmentDistance(
	x: number,
	y: number,
	ax: number,
	ay: number,
	bx: number,
	by: number,
): number {
	const dx = bx - ax;
	const dy = by - ay;
	const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1);
	const ox = x - ax - along * dx;
	const oy = y - ay - along * dy;
	return Math.sqrt(ox * ox + oy * oy);
}
