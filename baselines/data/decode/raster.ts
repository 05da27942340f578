/** PNG, JPEG and the other formats of libvips, to grey. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { DecodeOptions } from '../types.ts';
import { ImageError, type GreyImage, type ImageNotice } from './image-error.ts';
import { rangeOf, windowTo8Bit } from './window.ts';

/** Smaller images hold no finding; they are icons or damaged. */
const LEAST_EDGE = 16;
/** Mean difference between the strongest and the weakest channel: above this it is a colour photograph. */
const MOST_COLOUR = 40;

const FITS = { stretch: 'fill', pad: 'contain', crop: 'cover' } as const;

/** Shrinking while decoding is faster, and depends on the decoder's version: off. */
const resized = (image: Sharp, { size, fit = 'stretch', kernel = 'lanczos3' }: DecodeOptions) =>
	image.resize(size, size, {
		fit: FITS[fit],
		kernel,
		background: { r: 0, g: 0, b: 0, alpha: 1 },
		fastShrinkOnLoad: false,
	});

/** Brightness as Rec. 601 weighs it, as Pillow's mode L; throws where there is too much colour. */
function greyOf(rgb: Uint8Array): Uint8Array {
	const grey = new Uint8Array(rgb.length / 3);
	let colour = 0;
	for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
		const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
		grey[i] = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;
		colour += Math.max(r, g, b) - Math.min(r, g, b);
	}
	if (colour / grey.length > MOST_COLOUR) {
		throw new ImageError(
			'colour_image',
			'The image is strongly coloured: it is no radiograph.',
			'Leave it out of the table, or save it as grey if it is a radiograph in false colours.',
		);
	}
	return grey;
}

/** Without what a Buffer adds to its bytes. */
const plainBytes = ({ buffer, byteOffset, byteLength }: Buffer) =>
	new Uint8Array(buffer, byteOffset, byteLength);

/** Resizes a grey image that is in memory. */
export async function resizeGrey(image: GreyImage, options: DecodeOptions): Promise<Uint8Array> {
	const { width, height, pixels } = image;
	if (width === options.size && height === options.size) return pixels;
	const raw = sharp(pixels, { raw: { width, height, channels: 1 } });
	return plainBytes(await resized(raw, options).toColourspace('b-w').raw().toBuffer());
}

const SIXTEEN_BIT =
	'Images with 16 bits were scaled to 8, each from its own darkest to its brightest value.';

async function decode16(image: Sharp): Promise<GreyImage> {
	const { data, info } = await image
		.removeAlpha()
		.toColourspace('grey16')
		.raw({ depth: 'ushort' })
		.toBuffer({ resolveWithObject: true });
	const all = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
	const step = info.channels;
	const values = step === 1 ? all : all.filter((_, i) => i % step === 0);
	const pixels = windowTo8Bit(values, ...rangeOf(values));
	const notices: ImageNotice[] = [{ code: 'scaled_16_bit', detail: SIXTEEN_BIT }];
	return { width: info.width, height: info.height, pixels, notices };
}

/**
 * Decodes and resizes.
 * @throws ImageError where the bytes are no image, or one that makes no sense here
 */
export async function decodeRaster(
	bytes: Uint8Array,
	options: DecodeOptions,
): Promise<{ pixels: Uint8Array; notices: ImageNotice[] }> {
	const unreadable = (error: unknown) =>
		new ImageError(
			'unreadable_image',
			'The file is damaged, cut short, or no image.',
			'Open it in a viewer; copy or download it again.',
			error,
		);
	const open = () => sharp(bytes, { failOn: 'error' });
	let about: Metadata;
	try {
		about = await open().metadata();
	} catch (error) {
		throw unreadable(error);
	}
	const { width, height, depth, channels, space, hasAlpha, orientation, pages = 1 } = about;
	if (pages > 1) {
		throw new ImageError(
			'unsupported_image',
			'The file holds several images.',
			'Save each image as a file of its own.',
		);
	}
	if (width < LEAST_EDGE || height < LEAST_EDGE) {
		throw new ImageError(
			'image_too_small',
			`The image is smaller than ${LEAST_EDGE} × ${LEAST_EDGE} pixels.`,
			'Use the image at its full size.',
		);
	}
	const notices: ImageNotice[] = [];
	const turned = (orientation ?? 1) > 1;
	if (turned)
		notices.push({
			code: 'rotated_by_exif',
			detail: 'Images were turned as their EXIF data says.',
		});
	if (hasAlpha)
		notices.push({ code: 'removed_alpha', detail: 'Transparent parts were put on black.' });
	try {
		const image = turned ? open().autoOrient() : open();
		if (depth !== 'uchar') {
			const grey = await decode16(image);
			return { pixels: await resizeGrey(grey, options), notices: [...notices, ...grey.notices] };
		}
		const flat = hasAlpha ? image.flatten({ background: '#000' }) : image;
		if (channels - (hasAlpha ? 1 : 0) < 3) {
			const grey = await resized(flat, options).toColourspace('b-w').raw().toBuffer();
			return { pixels: plainBytes(grey), notices };
		}
		const cmyk = space === 'cmyk';
		notices.push(
			cmyk
				? { code: 'converted_cmyk', detail: 'CMYK images were converted to grey.' }
				: { code: 'converted_rgb', detail: 'RGB images were converted to grey.' },
		);
		const rgb = await resized(flat.toColourspace('srgb'), options).raw().toBuffer();
		return { pixels: greyOf(rgb), notices };
	} catch (error) {
		throw error instanceof ImageError ? error : unreadable(error);
	}
}
