/** Writes the few DICOM elements that a radiograph needs, explicit VR, little endian (PS3.5 7.1.2). */

interface DicomImage {
	rows: number;
	columns: number;
	bitsAllocated: 8 | 16;
	bitsStored: number;
	signed?: boolean;
	photometric?: 'MONOCHROME1' | 'MONOCHROME2' | 'RGB';
	samplesPerPixel?: number;
	frames?: number;
	window?: [centre: number, width: number];
	rescale?: [slope: number, intercept: number];
	/** Transfer syntax; uncompressed little endian where absent. */
	syntax?: string;
	/** Native pixel bytes, or one compressed frame. */
	pixels: Uint8Array;
}

const bytesOf = (text: string, fill = ' ') =>
	new TextEncoder().encode(text.length % 2 ? text + fill : text);

function element(
	group: number,
	number: number,
	vr: string,
	value: Uint8Array,
	undefinedLength = false,
) {
	const long = vr === 'OB' || vr === 'OW';
	const out = new Uint8Array((long ? 12 : 8) + value.length);
	const view = new DataView(out.buffer);
	view.setUint16(0, group, true);
	view.setUint16(2, number, true);
	out.set(new TextEncoder().encode(vr), 4);
	if (long) view.setUint32(8, undefinedLength ? 0xffffffff : value.length, true);
	else view.setUint16(6, value.length, true);
	out.set(value, long ? 12 : 8);
	return out;
}

const us = (value: number) => Uint8Array.of(value & 255, value >> 8);

function item(tag: number, value: Uint8Array): Uint8Array {
	const out = new Uint8Array(8 + value.length);
	const view = new DataView(out.buffer);
	view.setUint16(0, 0xfffe, true);
	view.setUint16(2, tag, true);
	view.setUint32(4, value.length, true);
	out.set(value, 8);
	return out;
}

export function writeDicom(image: DicomImage): Uint8Array {
	const { syntax = '1.2.840.10008.1.2.1', window, rescale, frames, pixels } = image;
	const compressed = !syntax.startsWith('1.2.840.10008.1.2.1') && syntax !== '1.2.840.10008.1.2';
	const even = pixels.length % 2 ? Uint8Array.of(...pixels, 0) : pixels;
	const fragments = Buffer.concat([
		item(0xe000, new Uint8Array(0)),
		item(0xe000, even),
		item(0xe0dd, new Uint8Array(0)),
	]);
	return Buffer.concat([
		new Uint8Array(128),
		bytesOf('DICM'),
		element(0x0002, 0x0010, 'UI', bytesOf(syntax, '\0')),
		element(0x0028, 0x0002, 'US', us(image.samplesPerPixel ?? 1)),
		element(0x0028, 0x0004, 'CS', bytesOf(image.photometric ?? 'MONOCHROME2')),
		...(frames ? [element(0x0028, 0x0008, 'IS', bytesOf(String(frames)))] : []),
		element(0x0028, 0x0010, 'US', us(image.rows)),
		element(0x0028, 0x0011, 'US', us(image.columns)),
		element(0x0028, 0x0100, 'US', us(image.bitsAllocated)),
		element(0x0028, 0x0101, 'US', us(image.bitsStored)),
		element(0x0028, 0x0103, 'US', us(image.signed ? 1 : 0)),
		...(window
			? [
					element(0x0028, 0x1050, 'DS', bytesOf(String(window[0]))),
					element(0x0028, 0x1051, 'DS', bytesOf(String(window[1]))),
				]
			: []),
		...(rescale
			? [
					element(0x0028, 0x1052, 'DS', bytesOf(String(rescale[1]))),
					element(0x0028, 0x1053, 'DS', bytesOf(String(rescale[0]))),
				]
			: []),
		compressed
			? element(0x7fe0, 0x0010, 'OB', fragments, true)
			: element(0x7fe0, 0x0010, image.bitsAllocated === 8 ? 'OB' : 'OW', even),
	]);
}
