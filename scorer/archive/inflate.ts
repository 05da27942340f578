/** Decompression that stops at a size, whatever the headers of the file promise. */
import { Gunzip, Inflate } from 'fflate';

export type Inflated =
	{ ok: true; bytes: Uint8Array } | { ok: false; reason: 'too_large' | 'damaged' };

/** Compressed bytes per step. DEFLATE grows at most 1032-fold, so a step adds at most 17 MB. */
const STEP = 1 << 14;

class TooLarge extends Error {}

function joined(chunks: Uint8Array[], size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}

function inflateWith(
	makeStream: (ondata: (chunk: Uint8Array) => void) => Gunzip | Inflate,
	data: Uint8Array,
	maxBytes: number,
): Inflated {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const stream = makeStream((chunk) => {
		size += chunk.length;
		if (size > maxBytes) throw new TooLarge();
		if (chunk.length > 0) chunks.push(chunk);
	});
	try {
		for (let at = 0; at < data.length; at += STEP) {
			stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
		}
	} catch (error) {
		return { ok: false, reason: error instanceof TooLarge ? 'too_large' : 'damaged' };
	}
	return { ok: true, bytes: joined(chunks, size) };
}

/** Inflates a gzip file of one or several members. Checksums are the caller's business. */
export const inflateGzip = (data: Uint8Array, maxBytes: number): Inflated =>
	inflateWith((ondata) => new Gunzip(ondata), data, maxBytes);

/** Inflates raw DEFLATE data, as in a zip entry. */
export const inflateRaw = (data: Uint8Array, maxBytes: number): Inflated =>
	inflateWith((ondata) => new Inflate(ondata), data, maxBytes);
