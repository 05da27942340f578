import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { typeOfName } from '#lib/baseline-card/picture-name';
import { readPicture } from '#lib/baseline-card/read-picture';
import { picture } from '../../support/card.ts';

const drawn = (width: number, height: number, alpha = false) =>
	sharp({
		create: {
			width,
			height,
			channels: alpha ? 4 : 3,
			background: { r: 9, g: 80, b: 7, alpha: 0.5 },
		},
	});

describe('readPicture', () => {
	it.each([
		['lossy WebP', () => drawn(452, 224).webp().toBuffer(), 'image/webp'],
		['lossless WebP', () => drawn(452, 224).webp({ lossless: true }).toBuffer(), 'image/webp'],
		['WebP with alpha', () => drawn(452, 224, true).webp().toBuffer(), 'image/webp'],
		['PNG', () => drawn(452, 224).png().toBuffer(), 'image/png'],
		['JPEG', () => drawn(452, 224).jpeg().toBuffer(), 'image/jpeg'],
		[
			'progressive JPEG',
			() => drawn(452, 224).jpeg({ progressive: true }).toBuffer(),
			'image/jpeg',
		],
		[
			'JPEG with metadata before the frame',
			() => drawn(452, 224).withMetadata({ density: 300 }).jpeg().toBuffer(),
			'image/jpeg',
		],
	])('%s', async (_, make, type) => {
		expect(readPicture(await make())).toEqual({ type, width: 452, height: 224 });
	});

	it('takes nothing else, and nothing that was cut off', async () => {
		const gif = await drawn(4, 4).gif().toBuffer();
		const whole = { webp: await picture(), png: await picture('png'), jpeg: await picture('jpeg') };
		const texts = ['', 'RIFF', 'RIFF1234WEBPVP8X', '<svg xmlns="http://www.w3.org/2000/svg"/>'];
		for (const bytes of [
			...texts.map((text) => new TextEncoder().encode(text)),
			gif,
			whole.webp.subarray(0, -1),
			whole.png.subarray(0, 20),
			whole.jpeg.subarray(0, 12),
		])
			expect(readPicture(bytes)).toBeNull();
	});

	it('reads a picture that lies within a larger buffer', async () => {
		const bytes = await picture();
		const larger = new Uint8Array(bytes.length + 10);
		larger.set(bytes, 7);
		expect(readPicture(larger.subarray(7, 7 + bytes.length))).toMatchObject({ width: 24 });
	});
});

it.each([
	['gallery/01-Nodule.webp', 'image/webp'],
	['gallery/a.b.JPG', null],
	['gallery/a.jpeg', 'image/jpeg'],
	['gallery/.hidden.png', null],
	['gallery/../a.png', null],
	['gallery/sub/a.png', null],
	['a.png', null],
	['gallery/a.svg', null],
	['gallery/ü.png', null],
])('%s is called %s', (name, type) => expect(typeOfName(name)).toBe(type));
