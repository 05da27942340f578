import dicomCodec from '@cornerstonejs/dicom-codec';
import { expect, it, vi } from 'vitest';
import { decodeImage } from '#baselines/data/index';
import { quietly } from '#baselines/data/decode/dicom-frame';
import { writeDicom } from './dicom-writer.ts';
import { ramp } from './images.ts';

const SIZE = 32;
const shown = ramp(SIZE);
const shape = { rows: SIZE, columns: SIZE };
const wide = (values: ArrayLike<number>) => new Uint8Array(Int16Array.from(values).buffer);
const decode = async (bytes: Uint8Array) => (await decodeImage(bytes, { size: SIZE })).pixels;
const furthest = (a: Uint8Array, b: ArrayLike<number>) =>
	Math.max(...a.map((v, i) => Math.abs(v - b[i]!)));

it('8 bits', async () => {
	const bytes = writeDicom({ ...shape, bitsAllocated: 8, bitsStored: 8, pixels: shown });
	expect(await decode(bytes)).toEqual(Uint8Array.from(shown));
});

it('12 of 16 bits, unwindowed: from the darkest to the brightest value', async () => {
	const pixels = wide(Array.from(shown, (v) => v * 16));
	const bytes = writeDicom({ ...shape, bitsAllocated: 16, bitsStored: 12, pixels });
	expect(furthest(await decode(bytes), shown)).toBe(0);
});

it('bits above those stored are not part of the value', async () => {
	const pixels = wide(Array.from(shown, (v, i) => (v * 16) | (i % 3 ? 0xf000 : 0)));
	const bytes = writeDicom({ ...shape, bitsAllocated: 16, bitsStored: 12, pixels });
	expect(furthest(await decode(bytes), shown)).toBe(0);
});

it('MONOCHROME1 is turned over: its low values are white', async () => {
	const pixels = wide(Array.from(shown, (v) => 4080 - v * 16));
	const image = {
		...shape,
		bitsAllocated: 16,
		bitsStored: 12,
		photometric: 'MONOCHROME1',
		pixels,
	} as const;
	expect(furthest(await decode(writeDicom(image)), shown)).toBeLessThanOrEqual(1);
});

it('signed values, rescaled, through a window', async () => {
	// Stored −1000 + v, shown as 2 · stored + 2000 = 2 v; window from 0 to 510.
	const pixels = wide(Array.from(shown, (v) => v - 1000));
	const bytes = writeDicom({
		...shape,
		bitsAllocated: 16,
		bitsStored: 16,
		signed: true,
		rescale: [2, 2000],
		window: [255.5, 511],
		pixels,
	});
	expect(furthest(await decode(bytes), shown)).toBeLessThanOrEqual(1);
});

it.each([
	['JPEG-LS', '1.2.840.10008.1.2.4.80', 0],
	['JPEG 2000', '1.2.840.10008.1.2.4.90', 0],
])('%s, lossless', async (_name, syntax, most) => {
	const frame = Uint16Array.from(shown, (v) => v * 16);
	const info = {
		...shape,
		bitsAllocated: 16,
		bitsPerSample: 16,
		samplesPerPixel: 1,
		componentCount: 1,
		signed: false,
		isSigned: false,
		width: SIZE,
		height: SIZE,
	};
	const encoded = await quietly(() =>
		dicomCodec.encode(new Uint8Array(frame.buffer), info, syntax),
	);
	const log = vi.spyOn(console, 'log');
	const pixels = Uint8Array.from(encoded.imageFrame);
	const bytes = writeDicom({ ...shape, bitsAllocated: 16, bitsStored: 16, syntax, pixels });
	expect(furthest(await decode(bytes), shown)).toBeLessThanOrEqual(most);
	// The codecs chatter on their own account; standard output belongs to the program.
	expect(log).not.toHaveBeenCalled();
});

it.each([
	['colour', { photometric: 'RGB', samplesPerPixel: 3 }, 'unsupported_image'],
	['several frames', { frames: 2 }, 'unsupported_image'],
	['too few pixels', { rows: 64 }, 'unreadable_image'],
	['an unknown compression', { syntax: '1.2.840.10008.1.2.4.102' }, 'unsupported_image'],
	['a damaged frame', { syntax: '1.2.840.10008.1.2.4.90' }, 'unreadable_image'],
] as const)('%s is refused', async (_name, change, code) => {
	const bytes = writeDicom({ ...shape, bitsAllocated: 8, bitsStored: 8, pixels: shown, ...change });
	await expect(decode(bytes)).rejects.toMatchObject({ name: 'ImageError', code });
});

it('a file cut within its header is refused', async () => {
	const bytes = writeDicom({ ...shape, bitsAllocated: 8, bitsStored: 8, pixels: shown });
	await expect(decode(bytes.subarray(0, 150))).rejects.toMatchObject({ name: 'ImageError' });
});
