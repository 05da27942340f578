/**
 * Excel workbooks as CSV. Publishers give small tables out as .xlsx; of such a file the first sheet
 * is read, strings and plain values, and nothing of formats, dates or formulas. A library was tried
 * (read-excel-file 9.3.17, 4.8 MB in four packages): the same 21,000 rows, no faster, asynchronous
 * only, and without a cap on what it inflates: a workbook of 0.6 MB cost it 600 MB of memory.
 */
import Papa from 'papaparse';
import { inflateRaw } from '#scorer/archive/inflate';
import { readZip } from '#scorer/archive/zip';
import { isZip } from '#scorer/csv/signature';
import type { SourceFile } from '../types.ts';
import { encode } from './csv.ts';

const MAX_BYTES = 200_000_000;
const DEFLATED = 8;

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescapeXml = (text: string): string =>
	text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		if (name) return ENTITIES[name] ?? whole;
		const code = parseInt(decimal ?? hex, decimal ? 10 : 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});

/** All text of an element, which may be cut into runs. */
const textOf = (xml: string): string =>
	[...xml.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)].map((t) => unescapeXml(t[1]!)).join('');

/** A → 0, AB → 27. */
const columnNumber = (letters: string): number =>
	[...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function cellText(attributes: string, content: string, shared: readonly string[]): string {
	const type = /\bt="(\w+)"/.exec(attributes)?.[1];
	if (type === 'inlineStr') return textOf(content);
	const value = unescapeXml(/<(?:\w+:)?v>([^<]*)</.exec(content)?.[1] ?? '');
	return type === 's' ? (shared[Number(value)] ?? '') : value;
}

/** More columns are no table of a publisher. */
const MAX_COLUMNS = 1_000;
/** Excel's own limit. */
const MAX_ROWS = 1_048_576;

function readRows(sheet: string, shared: readonly string[]): string[][] {
	const rows: string[][] = [];
	for (const [, attributes, content] of sheet.matchAll(
		/<(?:\w+:)?row\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?row>)/gs,
	)) {
		const cells: string[] = [];
		for (const [, of, inner] of (content ?? '').matchAll(
			/<(?:\w+:)?c\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs,
		)) {
			const letters = /\br="([A-Z]+)\d+"/.exec(of!)?.[1];
			const at = letters ? columnNumber(letters) : cells.length;
			if (at < MAX_COLUMNS) cells[at] = cellText(of!, inner ?? '', shared);
		}
		// Rows that are not written are empty: line numbers stay those of the sheet.
		const number = Number(/\br="(\d+)"/.exec(attributes!)?.[1] ?? rows.length + 1);
		while (rows.length < number - 1 && rows.length < MAX_ROWS) rows.push([]);
		rows.push(Array.from(cells, (cell) => cell ?? ''));
	}
	const width = Math.max(0, ...rows.map((row) => row.length));
	return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
}

/** The file as it is, or its first sheet as CSV where it is a workbook that can be read. */
export function workbookAsCsv(file: SourceFile): SourceFile {
	if (!isZip(file.bytes)) return file;
	const entries = readZip(file.bytes);
	const part = (name: string): string | null => {
		const entry = entries?.find((each) => each.name === name);
		if (!entry || entry.encrypted) return null;
		if (entry.method !== DEFLATED) return new TextDecoder().decode(entry.data);
		const inflated = inflateRaw(entry.data, MAX_BYTES);
		return inflated.ok ? new TextDecoder().decode(inflated.bytes) : null;
	};
	const sheet = part('xl/worksheets/sheet1.xml');
	if (sheet === null) return file;
	const strings = part('xl/sharedStrings.xml') ?? '';
	const items = [...strings.matchAll(/<(?:\w+:)?si\b[^>]*>(.*?)<\/(?:\w+:)?si>/gs)];
	const rows = readRows(
		sheet,
		items.map(([, xml]) => textOf(xml!)),
	);
	return { ...file, bytes: encode(`${Papa.unparse(rows, { newline: '\n' })}\n`) };
}
