/** What a file is, from its first bytes, so that a wrong one is named and not called a bad CSV. */

const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

/** First bytes -> what to call the file. Order matters where one is the beginning of another. */
const MAGIC: [bytes: number[], name: string][] = [
	[[0x93, ...ascii('NUMPY')], 'a NumPy array'],
	[[0x89, ...ascii('HDF')], 'an HDF5 file'],
	[[0x89, ...ascii('PNG')], 'a PNG image'],
	[[0xff, 0xd8, 0xff], 'a JPEG image'],
	[ascii('%PDF-'), 'a PDF document'],
	[ascii('PAR1'), 'a Parquet file'],
	[ascii('ARROW1'), 'an Arrow file'],
	[[...ascii('Rar!'), 0x1a], 'a RAR archive'],
	[[...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive'],
	[[...ascii('BZh')], 'a bzip2 archive'],
	[[0xfd, ...ascii('7zXZ')], 'an xz archive'],
	[[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive'],
	[[...ascii('PK'), 3, 4], 'a zip archive'],
	[[0x1f, 0x8b], 'a gzip archive'],
	[[0x80, 2], 'a Python pickle'],
	[[0x80, 3], 'a Python pickle'],
	[[0x80, 4], 'a Python pickle'],
	[[0x80, 5], 'a Python pickle'],
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
	bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);

export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x1f, 0x8b]);

/** A zip: an entry first, or the end record of an empty one. */
export const isZip = (bytes: Uint8Array): boolean =>
	startsWith(bytes, [...ascii('PK'), 3, 4]) || startsWith(bytes, [...ascii('PK'), 5, 6]);

/** Excel before 2007 (.xls), in Microsoft's compound file format. */
export const isOle = (bytes: Uint8Array): boolean => startsWith(bytes, OLE);

/** The name of a known binary format, or undefined. */
export function binaryFormat(bytes: Uint8Array): string | undefined {
	const known = MAGIC.find(([magic]) => startsWith(bytes, magic));
	if (known) return known[1];
	if (startsWith(bytes.subarray(257), ascii('ustar'))) return 'a tar archive';
	if (startsWith(bytes.subarray(128), ascii('DICM'))) return 'a DICOM file';
	return undefined;
}

export type Utf16 = 'utf-16le' | 'utf-16be';

/** UTF-16 by its byte order mark, or by the zero in every second byte that Latin text has. */
export function utf16Kind(bytes: Uint8Array): Utf16 | undefined {
	if (startsWith(bytes, [0xff, 0xfe, 0, 0])) return undefined; // UTF-32
	if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
	if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
	const pairs = Math.min(512, bytes.length >> 1);
	if (pairs < 2) return undefined;
	let even = 0;
	let odd = 0;
	for (let i = 0; i < pairs; i++) {
		if (bytes[2 * i] === 0) even++;
		if (bytes[2 * i + 1] === 0) odd++;
	}
	if (even === 0 && odd > 0.8 * pairs) return 'utf-16le';
	if (odd === 0 && even > 0.8 * pairs) return 'utf-16be';
	return undefined;
}

/** A zero byte, or more than 1 % control characters in the first 8 KiB: not text. */
export const looksBinary = (bytes: Uint8Array): boolean =>
	bytes.indexOf(0) >= 0 || beginsBinary(bytes);

/** More than 1 % control characters in the first 8 KiB. */
export function beginsBinary(bytes: Uint8Array): boolean {
	const head = bytes.subarray(0, 8192);
	const controls = head.reduce(
		(count, byte) =>
			count + (byte < 32 && (byte < 9 || byte > 13) && byte !== 26 && byte !== 27 ? 1 : 0),
		0,
	);
	return controls > head.length / 100;
}
