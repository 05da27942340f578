/** The stored values of a DICOM image, whatever it was compressed with. */
import dicomCodec from '@cornerstonejs/dicom-codec';
import dicomParser, { type DataSet } from 'dicom-parser';
import { ImageError } from './image-error.ts';

export interface FrameInfo {
	rows: number;
	columns: number;
	bitsAllocated: number;
	bitsStored: number;
	samplesPerPixel: number;
	signed: boolean;
	/** UID of the transfer syntax. */
	syntax: string;
}

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const UNCOMPRESSED = new Set([
	'1.2.840.10008.1.2',
	'1.2.840.10008.1.2.1',
	'1.2.840.10008.1.2.1.99',
	BIG_ENDIAN,
]);

const damaged = (detail: string, cause?: unknown) =>
	new ImageError(
		'unreadable_image',
		detail,
		'Open it in a viewer; copy or download it again.',
		cause,
	);

/** Bytes as numbers; bits above those stored are not part of the value (overlays lay there). */
function valuesOf(
	bytes: Uint8Array,
	{ bitsAllocated, bitsStored, signed }: FrameInfo,
	little: boolean,
) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const wide = bitsAllocated > 8;
	const shift = 32 - bitsStored;
	return Int32Array.from({ length: bytes.byteLength >> (wide ? 1 : 0) }, (_, i) => {
		const raw = wide ? view.getUint16(2 * i, little) : view.getUint8(i);
		return signed ? (raw << shift) >> shift : (raw << shift) >>> shift;
	});
}

/** Pixel data in fragments, joined. */
function encapsulated(data: DataSet): Uint8Array {
	const element = data.elements.x7fe00010!;
	if (!element.fragments) throw damaged('The DICOM image holds no compressed frame.');
	return dicomParser.readEncapsulatedPixelDataFromFragments(
		data,
		element,
		0,
		element.fragments.length,
	);
}

/**
 * Starts a codec. Each binds `console.log` when it is first used and then prints what it does, which
 * would spoil a program's output: it gets a silent one. Nothing else runs in between.
 */
export function quietly<T>(start: () => Promise<T>): Promise<T> {
	const { log, error } = console;
	console.log = console.error = () => {};
	try {
		return start();
	} finally {
		console.log = log;
		console.error = error;
	}
}

export async function dicomFrame(data: DataSet, info: FrameInfo): Promise<Int32Array> {
	const { rows, columns, bitsAllocated, syntax } = info;
	const wanted = rows * columns;
	if (bitsAllocated !== 8 && bitsAllocated !== 16) {
		throw new ImageError(
			'unsupported_image',
			`The DICOM image has ${bitsAllocated} bits per pixel.`,
			'Export it with 8 or 16.',
		);
	}
	if (UNCOMPRESSED.has(syntax)) {
		const { dataOffset, length } = data.elements.x7fe00010!;
		const needed = (wanted * bitsAllocated) / 8;
		if (length < needed || data.byteArray.length < dataOffset + needed) {
			throw damaged('The DICOM image has fewer pixels than it states.');
		}
		const bytes = data.byteArray.subarray(dataOffset, dataOffset + needed) as Uint8Array;
		return valuesOf(bytes, info, syntax !== BIG_ENDIAN);
	}
	if (!dicomCodec.hasCodec(syntax)) {
		throw new ImageError(
			'unsupported_image',
			`The DICOM image is compressed in a way that is not known here (${syntax}).`,
			'Save it uncompressed, or as JPEG 2000 or JPEG-LS.',
		);
	}
	try {
		const frame = encapsulated(data);
		const { imageFrame, imageInfo } = await quietly(() => dicomCodec.decode(frame, info, syntax));
		const bytes = new Uint8Array(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength);
		const bits = imageInfo.bitsPerSample ?? imageInfo.bitsAllocated ?? bitsAllocated;
		const decoded = { ...info, bitsAllocated: bits > 8 ? 16 : 8 };
		const values = valuesOf(bytes, decoded, true);
		if (values.length < wanted) throw new Error('too few pixels');
		return values.subarray(0, wanted);
	} catch (error) {
		if (error instanceof ImageError) throw error;
		throw damaged('The compressed DICOM image cannot be decoded.', error);
	}
}
