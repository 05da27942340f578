/** Any image file to grey values at a size. */
import { readFile } from 'node:fs/promises';
import type { DecodeOptions } from '../types.ts';
import { decodeDicom, isDicom } from './dicom.ts';
import { ImageError, type ImageNotice } from './image-error.ts';
import { decodeRaster, resizeGrey } from './raster.ts';

export interface Decoded {
	/** size × size, row by row. */
	pixels: Uint8Array;
	notices: ImageNotice[];
}

/** @throws ImageError */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions): Promise<Decoded> {
	if (!isDicom(bytes)) return decodeRaster(bytes, options);
	const image = await decodeDicom(bytes);
	return { pixels: await resizeGrey(image, options), notices: image.notices };
}

/** @throws ImageError, also where there is no such file */
export async function decodeFile(path: string, options: DecodeOptions): Promise<Decoded> {
	let bytes: Uint8Array;
	try {
		bytes = await readFile(path);
	} catch (error) {
		throw new ImageError(
			'missing_image',
			'The file is not there or cannot be opened.',
			'Check the path and the rights of the file.',
			error,
		);
	}
	return decodeImage(bytes, options);
}
