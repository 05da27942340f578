/** Compressed submissions: gzip, or zip with exactly one CSV; anything else passes through. */
import { excelWorkbook } from '../csv/decode.ts';
import { isGzip, isZip, startsWith } from '../csv/signature.ts';
import { grouped, listed, plural, quoted } from '../csv/text.ts';
import type { Notice, Problem } from '../problems.ts';
import { crc32 } from './crc32.ts';
import { inflateGzip, inflateRaw, type Inflated } from './inflate.ts';
import { readZip, type ZipEntry } from './zip.ts';

export type Unpacked =
	{ ok: true; bytes: Uint8Array; notices: Notice[] } | { ok: false; problems: Problem[] };

const fail = (code: Problem['code'], detail: string, remedy: string): Unpacked => ({
	ok: false,
	problems: [{ code, detail, remedy }],
});

const damaged = (kind: string) =>
	fail(
		'bad_archive',
		`The ${kind} file is damaged or cut off.`,
		'Compress the CSV again and check that the upload was complete, or send it uncompressed.',
	);

const tooLarge = (maxBytes: number) =>
	fail(
		'archive_too_large',
		`Unpacked, the file is larger than the limit of ${grouped(Math.floor(maxBytes / 1e6))} MB.`,
		'Send predictions for the ids of the sample submission only, with six digits per score.',
	);

const NESTED = 'Send the CSV itself, compressed once at most.';

const compressedNotice = (what: string, bytes: Uint8Array): Notice => ({
	code: 'compressed',
	detail: `${what} was unpacked to ${plural(bytes.length, 'byte')}.`,
});

const isTar = (bytes: Uint8Array) =>
	startsWith(bytes.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);

/** The result of an inflation, unless it is another archive. */
function accept(inflated: Inflated, kind: string, what: string, maxBytes: number): Unpacked {
	if (!inflated.ok) return inflated.reason === 'too_large' ? tooLarge(maxBytes) : damaged(kind);
	const { bytes } = inflated;
	if (isGzip(bytes) || isZip(bytes) || isTar(bytes)) {
		return fail('archive_not_one_csv', `The ${kind} file holds another archive.`, NESTED);
	}
	return { ok: true, bytes, notices: [compressedNotice(what, bytes)] };
}

/** Size and checksum at the end of a gzip file are those of its last member (RFC 1952). */
function gzipIntact(data: Uint8Array, bytes: Uint8Array): boolean {
	if (data.length < 18) return false;
	const view = new DataView(data.buffer, data.byteOffset + data.length - 8, 8);
	const size = view.getUint32(4, true);
	// With several members the last one's size is smaller; then its own part is checked.
	const last = bytes.subarray(Math.max(0, bytes.length - size));
	return size <= bytes.length && crc32(last) === view.getUint32(0, true);
}

function gunzip(data: Uint8Array, maxBytes: number): Unpacked {
	const inflated = inflateGzip(data, maxBytes);
	if (inflated.ok && !gzipIntact(data, inflated.bytes)) return damaged('gzip');
	return accept(inflated, 'gzip', 'The gzip file', maxBytes);
}

/** What macOS and editors add is not part of what was sent. */
const isContent = ({ name }: ZipEntry): boolean =>
	!name.endsWith('/') &&
	!name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

function workbook(names: readonly string[]): Problem | null {
	if (names.some((name) => name.startsWith('xl/')))
		return excelWorkbook('an Excel workbook (.xlsx)');
	const isOpenDocument = names.includes('mimetype') && names.includes('content.xml');
	if (isOpenDocument) return excelWorkbook('an OpenDocument spreadsheet (.ods)');
	const isNumbers =
		names.some((name) => /^Index\/.*\.iwa$/.test(name)) || names.includes('Index.zip');
	return isNumbers ? excelWorkbook('an Apple Numbers document') : null;
}

function unzip(data: Uint8Array, maxBytes: number): Unpacked {
	const entries = readZip(data);
	if (!entries) return damaged('zip');
	const book = workbook(entries.map(({ name }) => name));
	if (book) return { ok: false, problems: [book] };
	const files = entries.filter(isContent);
	const tables = files.filter(({ name }) => /\.(csv|tsv)$/i.test(name));
	const candidates = tables.length > 0 ? tables : files;
	const [entry] = candidates;
	if (!entry || candidates.length > 1) {
		const names = candidates.map(({ name }) => name);
		const detail = entry
			? `The zip file holds ${plural(candidates.length, 'file')}: ${listed(names)}.`
			: 'The zip file holds no file.';
		return fail(
			'archive_not_one_csv',
			detail,
			'Put exactly one CSV file into the zip, or send the CSV itself.',
		);
	}
	return unzipEntry(entry, maxBytes);
}

function unzipEntry(entry: ZipEntry, maxBytes: number): Unpacked {
	if (entry.encrypted) {
		const detail = `${quoted(entry.name)} in the zip file is encrypted.`;
		return fail('bad_archive', detail, 'Make the zip without a password, or send the CSV itself.');
	}
	if (entry.method !== 0 && entry.method !== 8) {
		const detail = `${quoted(entry.name)} in the zip file is compressed with a method that is not read (${entry.method}).`;
		return fail(
			'bad_archive',
			detail,
			'Make an ordinary zip (deflate), a gzip file, or send the CSV itself.',
		);
	}
	const inflated: Inflated =
		entry.method === 8
			? inflateRaw(entry.data, maxBytes)
			: entry.data.length > maxBytes
				? { ok: false, reason: 'too_large' }
				: { ok: true, bytes: entry.data };
	if (inflated.ok && crc32(inflated.bytes) !== entry.crc) return damaged('zip');
	return accept(inflated, 'zip', `${quoted(entry.name)} in the zip file`, maxBytes);
}

/**
 * Unpacks a submission. The size is counted while inflating, so neither a bomb nor a lying header
 * costs more memory than the limit and one step.
 * @param maxBytes largest unpacked size; plain files pass through whatever their size
 */
export function unpack(bytes: Uint8Array, { maxBytes }: { maxBytes: number }): Unpacked {
	if (isGzip(bytes)) return gunzip(bytes, maxBytes);
	if (isZip(bytes)) return unzip(bytes, maxBytes);
	return { ok: true, bytes, notices: [] };
}
