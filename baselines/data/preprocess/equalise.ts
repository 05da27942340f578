/** Histogram equalisation of an 8-bit grey image, as Pillow's ImageOps.equalize and OpenCV do it. */
export function equaliseHistogram(pixels: Uint8Array): Uint8Array {
	const counts = new Uint32Array(256);
	for (let i = 0; i < pixels.length; i++) counts[pixels[i]!]!++;
	const darkest = counts.findIndex((count) => count > 0);
	const rest = pixels.length - (counts[darkest] ?? 0);
	// One grey level only: nothing to spread.
	if (rest <= 0) return pixels.slice();
	const table = new Uint8Array(256);
	let below = 0;
	for (let level = darkest + 1; level < 256; level++) {
		below += counts[level]!;
		table[level] = Math.round((255 * below) / rest);
	}
	return pixels.map((level) => table[level]!);
}
