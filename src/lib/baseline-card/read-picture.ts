/** What the first bytes of an image file say of it. Pure: also runs in the browser. */
export type PictureType = 'image/webp' | 'image/png' | 'image/jpeg';

export interface PictureHead {
	type: PictureType;
	/** Pixels. */
	width: number;
	height: number;
}

const ascii = (bytes: Uint8Array, at: number, length: number) =>
	String.fromCharCode(...bytes.subarray(at, at + length));

type Size = Omit<PictureHead, 'type'>;

/** PNG (ISO 15948, 5.2 and 11.2.2): signature, then IHDR. */
function pngSize(bytes: Uint8Array, view: DataView): Size | null {
	if (bytes.length < 33 || ascii(bytes, 12, 4) !== 'IHDR') return null;
	return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** WebP (RFC 9649): a RIFF file of a lossy, a lossless or an extended image. */
function webpSize(bytes: Uint8Array, view: DataView): Size | null {
	// The length in the head is that of the file, less the eight bytes before it.
	if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) return null;
	const uint24 = (at: number) => view.getUint16(at, true) | (bytes[at + 2]! << 16);
	switch (ascii(bytes, 12, 4)) {
		case 'VP8 ':
			if (uint24(23) !== 0x2a019d) return null;
			return {
				width: view.getUint16(26, true) & 0x3fff,
				height: view.getUint16(28, true) & 0x3fff,
			};
		case 'VP8L': {
			const bits = view.getUint32(21, true);
			if (bytes[20] !== 0x2f) return null;
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8X':
			return { width: uint24(24) + 1, height: uint24(27) + 1 };
		default:
			return null;
	}
}

/** Markers of JPEG (ITU-T T.81, table B.1) that begin a frame; C4, C8 and CC are something else. */
const isFrame = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Uint8Array, view: DataView): Size | null {
	let at = 2;
	while (at + 9 < bytes.length) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1]!;
		if (marker === 0xff) at += 1;
		else if (isFrame(marker)) {
			return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
		} else at += 2 + view.getUint16(at + 2);
	}
	return null;
}

function typeOf(bytes: Uint8Array): PictureType | null {
	if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
	if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'image/webp';
	return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'image/jpeg' : null;
}

const SIZES = { 'image/png': pngSize, 'image/webp': webpSize, 'image/jpeg': jpegSize };

/** Type and size in pixels, or null where the bytes are none of the three kinds of image. */
export function readPicture(bytes: Uint8Array): PictureHead | null {
	const type = typeOf(bytes);
	if (!type) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const size = SIZES[type](bytes, view);
	return size && size.width > 0 && size.height > 0 ? { type, ...size } : null;
}
