import sharp from 'sharp';
import { expect, it } from 'vitest';
import { decodeImage } from '#baselines/data/index';
import { greyPng, inRgb, ramp } from './images.ts';

const SIZE = 32;
const pixels = ramp(SIZE);
const rgb = () => sharp(inRgb(pixels), { raw: { width: SIZE, height: SIZE, channels: 3 } });
const furthest = (a: Uint8Array, b: Uint8Array) =>
	Math.max(...a.map((v, i) => Math.abs(v - b[i]!)));

it('a grey PNG comes back as it was, without a notice', async () => {
	const image = await decodeImage(await greyPng(pixels, SIZE), { size: SIZE });
	expect(image.pixels).toEqual(Uint8Array.from(pixels));
	expect(image.notices).toEqual([]);
});

it('an RGB PNG of grey values comes back as it was, with a notice', async () => {
	const image = await decodeImage(await rgb().png().toBuffer(), { size: SIZE });
	expect([...image.pixels]).toEqual([...pixels]);
	expect(image.notices.map(({ code }) => code)).toEqual(['converted_rgb']);
});

it('16 bits are scaled by their own range, as 12-bit radiographs in 16-bit files need it', async () => {
	const wide = Uint16Array.from(pixels, (v) => 100 + v * 15);
	const png = await sharp(wide, { raw: { width: SIZE, height: SIZE, channels: 1 } })
		.toColourspace('grey16')
		.png()
		.toBuffer();
	expect((await sharp(png).metadata()).depth).toBe('ushort');
	const image = await decodeImage(png, { size: SIZE });
	expect(furthest(image.pixels, pixels)).toBeLessThanOrEqual(1);
	expect(image.notices.map(({ code }) => code)).toEqual(['scaled_16_bit']);
});

it('CMYK is converted with a notice', async () => {
	const jpeg = await rgb().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
	expect((await sharp(jpeg).metadata()).space).toBe('cmyk');
	const image = await decodeImage(jpeg, { size: SIZE });
	expect(image.notices.map(({ code }) => code)).toEqual(['converted_cmyk']);
	// Through a printer's profile and JPEG: near, in the same order from left to right.
	const row = image.pixels.slice((SIZE - 2) * SIZE, (SIZE - 1) * SIZE);
	expect(row[SIZE - 1]! - row[0]!).toBeGreaterThan(150);
});

it('transparent parts become black', async () => {
	const rgba = Uint8Array.from({ length: SIZE * SIZE * 4 }, (_, i) =>
		i % 4 === 3 ? (Math.floor(i / 4) % SIZE < SIZE / 2 ? 0 : 255) : 200,
	);
	const png = await sharp(rgba, { raw: { width: SIZE, height: SIZE, channels: 4 } })
		.png()
		.toBuffer();
	const image = await decodeImage(png, { size: SIZE });
	expect([image.pixels[0], image.pixels[SIZE - 1]]).toEqual([0, 200]);
	expect(image.notices.map(({ code }) => code)).toContain('removed_alpha');
});

it('turns an image as its EXIF data says', async () => {
	const jpeg = await sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 1 } })
		.jpeg({ quality: 100 })
		.withMetadata({ orientation: 3 })
		.toBuffer();
	const image = await decodeImage(jpeg, { size: SIZE });
	// Upside down: what was white at the right is now at the left.
	expect(image.pixels[(SIZE - 1) * SIZE]! - image.pixels[SIZE - 5]!).toBeGreaterThan(100);
	expect(image.notices.map(({ code }) => code)).toContain('rotated_by_exif');
});

it.each([
	['stretch', [false, false]],
	['pad', [true, false]],
	['crop', [false, true]],
] as const)('%s: what becomes of an image that is not square', async (fit, [bars, cut]) => {
	// Twice as wide as high: black left half, white right half, with a grey frame of one column.
	const wide = Uint8Array.from({ length: 64 * 32 }, (_, i) => (i % 64 < 8 ? 60 : 220));
	const png = await sharp(wide, { raw: { width: 64, height: 32, channels: 1 } })
		.png()
		.toBuffer();
	const { pixels: out } = await decodeImage(png, { size: 32, fit });
	expect(out[16]! < 10).toBe(bars);
	expect(out[16 * 32]! > 200).toBe(cut);
});

it.each([
	['no image', new TextEncoder().encode('<html>404</html>'), 'unreadable_image'],
	['nothing', new Uint8Array(0), 'unreadable_image'],
])('%s is refused', async (_name, bytes, code) => {
	await expect(decodeImage(bytes, { size: 32 })).rejects.toMatchObject({
		name: 'ImageError',
		code,
	});
});

it('a file cut short is refused', async () => {
	const png = await greyPng(pixels, SIZE);
	await expect(decodeImage(png.subarray(0, png.length - 30), { size: SIZE })).rejects.toMatchObject(
		{
			code: 'unreadable_image',
		},
	);
	const jpeg = await rgb().jpeg().toBuffer();
	await expect(
		decodeImage(jpeg.subarray(0, jpeg.length / 2), { size: SIZE }),
	).rejects.toMatchObject({
		code: 'unreadable_image',
	});
});

it('a colour photograph, an icon and an animation are refused', async () => {
	const loud = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => [230, 30, 40][i % 3]!);
	const photo = await sharp(loud, { raw: { width: SIZE, height: SIZE, channels: 3 } })
		.png()
		.toBuffer();
	await expect(decodeImage(photo, { size: SIZE })).rejects.toMatchObject({ code: 'colour_image' });
	const icon = await greyPng(ramp(8), 8);
	await expect(decodeImage(icon, { size: SIZE })).rejects.toMatchObject({
		code: 'image_too_small',
	});
	const frames = await sharp(
		[await rgb().png().toBuffer(), await rgb().negate().png().toBuffer()],
		{
			join: { animated: true },
		},
	)
		.gif()
		.toBuffer();
	await expect(decodeImage(frames, { size: SIZE })).rejects.toMatchObject({
		code: 'unsupported_image',
	});
});
