/** From bytes to text: UTF-8, or UTF-16 with a notice, and a reason for everything else. */
import type { Notice, Problem } from '../problems.ts';
import {
	beginsBinary,
	binaryFormat,
	isOle,
	looksBinary,
	startsWith,
	utf16Kind,
} from './signature.ts';
import { shorten } from './text.ts';

export type Decoded =
	{ ok: true; text: string; notices: Notice[] } | { ok: false; problems: Problem[] };

/** V8 holds no string longer than 2^29 - 24 characters. */
const MAX_TEXT = 500_000_000;

export const excelWorkbook = (what: string): Problem => ({
	code: 'excel_workbook',
	detail: `This is ${what}, not a CSV file.`,
	remedy:
		'Open it in your spreadsheet program, choose "Save as" or "Download", pick "CSV UTF-8 (comma delimited)", and send that file.',
});

const notText = (what: string): Problem => ({
	code: 'binary_file',
	detail: `This is ${what}, not a CSV file.`,
	remedy:
		'Send the predictions as a text file of comma-separated values (CSV), for example with pandas `to_csv`.',
});

const empty: Problem = {
	code: 'empty_file',
	detail: 'The file is empty.',
	remedy: 'Send a CSV file with a header row and one row per id; the sample submission shows how.',
};

/** The line on which decoding first failed: the line feeds before the first replacement character. */
function badEncoding(bytes: Uint8Array, encoding: string): Problem {
	const text = new TextDecoder(encoding).decode(bytes);
	const at = text.indexOf('\uFFFD');
	const before = text.slice(0, Math.max(at, 0));
	const row = before.split(/\r\n?|\n/).length;
	const lineStart = before.length - /[^\r\n]*$/.exec(before)![0].length;
	const line = /^[^\r\n]*/.exec(text.slice(lineStart, lineStart + 200))![0];
	return {
		code: 'bad_encoding',
		row,
		detail:
			encoding === 'utf-8'
				? 'The file is not UTF-8 text: it holds a byte sequence that is none. Letters with accents saved as Latin-1 or Windows-1252 look like this.'
				: 'The file looks like UTF-16, but holds a sequence that is none.',
		remedy:
			'Save the file as UTF-8: "CSV UTF-8 (comma delimited)" in Excel, encoding="utf-8" in pandas.',
		line: shorten(line, 120),
	};
}

/** Decodes a file that is not an archive. Notices name a byte order mark and UTF-16. */
export function decodeText(bytes: Uint8Array): Decoded {
	if (bytes.length === 0) return { ok: false, problems: [empty] };
	if (isOle(bytes)) return { ok: false, problems: [excelWorkbook('an Excel workbook (.xls)')] };
	const known = binaryFormat(bytes);
	if (known) return { ok: false, problems: [notText(known)] };
	if (bytes.length > MAX_TEXT) {
		const detail = `The file has more than ${MAX_TEXT / 1e6} million bytes of text.`;
		const remedy = 'Write fewer digits per score; six are plenty.';
		return { ok: false, problems: [{ code: 'file_too_large', detail, remedy }] };
	}
	const utf16 = utf16Kind(bytes);
	if (!utf16 && looksBinary(bytes)) return { ok: false, problems: [notText('a binary file')] };
	return decodeAs(bytes, utf16 ?? 'utf-8');
}

function decodeAs(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Decoded {
	let text: string;
	try {
		text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return { ok: false, problems: [badEncoding(bytes, encoding)] };
	}
	if (text.trim() === '') return { ok: false, problems: [empty] };
	if (encoding !== 'utf-8') {
		if (text.includes('\0')) return { ok: false, problems: [notText('a binary file')] };
		const detail = 'The file is UTF-16 text (Excel\'s "Unicode text"); it was read as such.';
		return { ok: true, text, notices: [{ code: 'utf16_decoded', detail }] };
	}
	return { ok: true, text, notices: startsWithMark(bytes) ? [MARK_NOTICE] : [] };
}

export const MARK_NOTICE: Notice = {
	code: 'byte_order_mark',
	detail: 'The file begins with a byte order mark; it was skipped.',
};

/** Does a UTF-8 file begin with a byte order mark? */
export const startsWithMark = (bytes: Uint8Array): boolean => startsWith(bytes, [0xef, 0xbb, 0xbf]);

/** True where `decodeText` would read the bytes as UTF-8, if they are that and hold no zero byte. */
export const isPlainText = (bytes: Uint8Array): boolean =>
	bytes.length > 0 &&
	bytes.length <= MAX_TEXT &&
	!isOle(bytes) &&
	binaryFormat(bytes) === undefined &&
	utf16Kind(bytes) === undefined &&
	!beginsBinary(bytes);
