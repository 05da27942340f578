/** The table of contents of a zip (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */

export interface ZipEntry {
	name: string;
	encrypted: boolean;
	/** 0 stored, 8 deflated; nothing else is read. */
	method: number;
	crc: number;
	/** Compressed bytes. */
	data: Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;

/** Offset of the end record, which a comment of up to 65,535 bytes may follow; -1 if there is none. */
function findEnd(view: DataView): number {
	const last = view.byteLength - END_SIZE;
	for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
		if (view.getUint32(at, true) === END) return at;
	}
	return -1;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
	const nameLength = view.getUint16(at + 28, true);
	const size = view.getUint32(at + 20, true);
	const local = view.getUint32(at + 42, true);
	const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
	if (view.getUint32(local, true) !== LOCAL) throw new RangeError('no local header');
	const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
	if (start + size > bytes.length) throw new RangeError('entry beyond the end');
	return {
		name,
		encrypted: (view.getUint16(at + 8, true) & 1) === 1,
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		data: bytes.subarray(start, start + size),
	};
}

/**
 * Entries by the central directory; null where the archive is damaged, cut off or in the zip64
 * form, which no file under 4 GB needs.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const end = findEnd(view);
		if (end < 0) return null;
		const count = view.getUint16(end + 10, true);
		let at = view.getUint32(end + 16, true);
		const entries: ZipEntry[] = [];
		for (let i = 0; i < count; i++) {
			if (view.getUint32(at, true) !== CENTRAL) return null;
			entries.push(readEntry(bytes, view, at));
			at +=
				46 +
				view.getUint16(at + 28, true) +
				view.getUint16(at + 30, true) +
				view.getUint16(at + 32, true);
		}
		return entries;
	} catch (error) {
		// DataView throws RangeError for every offset outside the file.
		if (error instanceof RangeError) return null;
		throw error;
	}
}
