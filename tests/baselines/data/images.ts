/** Small image folders for tests, made with the same encoder that everyone uses. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() =>
	made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })),
);

/** A temporary folder with these files, gone after the tests of the file. */
export function folderWith(files: Record<string, string | Uint8Array>): string {
	const folder = mkdtempSync(join(tmpdir(), 'holdout-images-'));
	made.push(folder);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return folder;
}

/** A horizontal ramp from black to white with a white corner, so that orientation shows. */
export function ramp(size: number): Uint8Array {
	return Uint8Array.from({ length: size * size }, (_, i) => {
		const [x, y] = [i % size, Math.floor(i / size)];
		return x < size / 4 && y < size / 4 ? 255 : Math.round((255 * x) / (size - 1));
	});
}

export const greyPng = (pixels: Uint8Array, size: number) =>
	sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
		.toColourspace('b-w')
		.png()
		.toBuffer();

/** The same pixels in each of three channels. */
export const inRgb = (pixels: Uint8Array) =>
	Uint8Array.from({ length: pixels.length * 3 }, (_, i) => pixels[Math.floor(i / 3)]!);
