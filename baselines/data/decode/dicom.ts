/** DICOM files, to grey: one frame, as its window or its own range shows it. */
import dicomParser, { type DataSet } from 'dicom-parser';
import { ImageError, type GreyImage } from './image-error.ts';
import { dicomFrame, type FrameInfo } from './dicom-frame.ts';
import { rangeOf, windowTo8Bit } from './window.ts';

/** Transfer syntax where the file names none: implicit VR, little endian. */
const DEFAULT_SYNTAX = '1.2.840.10008.1.2';

/** "DICM" after a preamble of 128 bytes. */
export const isDicom = (bytes: Uint8Array) =>
	bytes.length > 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';

const unsupported = (detail: string, remedy: string) =>
	new ImageError('unsupported_image', detail, remedy);

function frameInfo(data: DataSet): FrameInfo {
	const rows = data.uint16('x00280010');
	const columns = data.uint16('x00280011');
	const bitsAllocated = data.uint16('x00280100') ?? 16;
	if (!rows || !columns || !data.elements.x7fe00010) {
		throw unsupported('The DICOM file holds no image.', 'Use files of images, not of reports.');
	}
	if ((data.intString('x00280008') ?? 1) > 1) {
		throw unsupported('The DICOM file holds several frames.', 'Save one frame as a file.');
	}
	return {
		rows,
		columns,
		bitsAllocated,
		bitsStored: data.uint16('x00280101') ?? bitsAllocated,
		samplesPerPixel: data.uint16('x00280002') ?? 1,
		signed: data.uint16('x00280103') === 1,
		syntax: data.string('x00020010') ?? DEFAULT_SYNTAX,
	};
}

/** Window centre and width where the file states them (the first of several), else null. */
function windowOf(data: DataSet): [number, number] | null {
	const centre = data.floatString('x00281050');
	const width = data.floatString('x00281051');
	if (centre === undefined || width === undefined || !(width >= 1)) return null;
	// PS3.3 C.11.2.1.2: values up to c − 0.5 − (w−1)/2 are black, from c − 0.5 + (w−1)/2 on white.
	return [centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2];
}

const NOTICE =
	'DICOM images were shown as their window says, or from their darkest to their brightest value.';

/** @throws ImageError where the file cannot be read or holds no single grey image */
export async function decodeDicom(bytes: Uint8Array): Promise<GreyImage> {
	let data: DataSet;
	try {
		data = dicomParser.parseDicom(bytes);
	} catch (error) {
		throw new ImageError(
			'unreadable_image',
			'The DICOM file is damaged or cut short.',
			'Open it in a viewer; copy or download it again.',
			error,
		);
	}
	const info = frameInfo(data);
	const kind = (data.string('x00280004') ?? 'MONOCHROME2').trim();
	if (info.samplesPerPixel !== 1 || !kind.startsWith('MONOCHROME')) {
		throw unsupported(`The DICOM image is ${kind}, not grey.`, 'Export it as grey.');
	}
	const stored = await dicomFrame(data, info);
	const slope = data.floatString('x00281053') ?? 1;
	const intercept = data.floatString('x00281052') ?? 0;
	const values = Float32Array.from(stored, (v) => v * slope + intercept);
	const [low, high] = windowOf(data) ?? rangeOf(values);
	return {
		width: info.columns,
		height: info.rows,
		pixels: windowTo8Bit(values, low, high, kind === 'MONOCHROME1'),
		notices: [{ code: 'dicom_windowed', detail: NOTICE }],
	};
}
