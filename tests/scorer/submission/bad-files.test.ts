import { gzipSync, strToU8, zipSync } from 'fflate';
import { csv, encode, goodLines, HEADER, ids } from '../support/cases.ts';
import { itRefuses, type Bad } from '../support/refused.ts';

const [A, B, C] = ids(4) as [string, string, string];
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

const wholeFile: Bad[] = [
	{
		name: 'no bytes',
		bytes: new Uint8Array(),
		problems: [{ code: 'empty_file' }],
		remedy: /header row/,
	},
	{
		name: 'blanks only',
		bytes: encode(' \r\n\n\t\n'),
		problems: [{ code: 'empty_file' }],
		remedy: /header/,
	},
	{
		name: 'a byte order mark only',
		bytes: new Uint8Array([0xef, 0xbb, 0xbf]),
		problems: [{ code: 'empty_file' }],
		remedy: /header/,
	},
	{
		name: 'header only',
		bytes: encode(HEADER),
		problems: [{ code: 'header_only', row: 1 }],
		remedy: /one row per id/,
	},
	{
		name: 'header only, with a wrong column',
		bytes: encode('Image Index,Atelectasis,Edema\n\n'),
		problems: [{ code: 'header_only' }, { code: 'missing_column', column: 'Pleural Effusion' }],
		remedy: /one row per id/,
	},
	{
		name: 'binary with zero bytes',
		bytes: new Uint8Array([65, 44, 66, 10, 0, 1, 2, 3, 44, 0, 9]),
		problems: [{ code: 'binary_file' }],
		remedy: /CSV/,
	},
	{
		name: 'control characters',
		bytes: new Uint8Array(300).map((_, i) => 1 + (i % 7)),
		problems: [{ code: 'binary_file' }],
		remedy: /CSV/,
	},
	{
		name: 'a NumPy array',
		bytes: new Uint8Array([0x93, ...strToU8('NUMPY'), 1, 0, 118, 0]),
		problems: [{ code: 'binary_file', detail: 'This is a NumPy array, not a CSV file.' }],
		remedy: /to_csv/,
	},
	{
		name: 'a PNG image',
		bytes: new Uint8Array([0x89, ...strToU8('PNG\r\n\x1a\n')]),
		problems: [{ code: 'binary_file', detail: 'This is a PNG image, not a CSV file.' }],
		remedy: /CSV/,
	},
	{
		name: 'an Excel workbook (.xlsx)',
		bytes: zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV UTF-8/,
	},
	{
		name: 'an Excel workbook of before 2007 (.xls)',
		bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV UTF-8/,
	},
	{
		name: 'an OpenDocument spreadsheet',
		bytes: zipSync({ mimetype: strToU8('application/vnd'), 'content.xml': strToU8('<x/>') }),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV/,
	},
	{
		name: 'Latin-1',
		bytes: new Uint8Array([...encode(HEADER + '\nfa'), 0xe7, ...encode('ade,1,1,1\n')]),
		problems: [{ code: 'bad_encoding', row: 2, line: 'fa\uFFFDade,1,1,1' }],
		remedy: /UTF-8/,
	},
	{
		name: 'UTF-16 that breaks off inside a character',
		bytes: utf16('\uFEFF' + HEADER + '\nx,1,1,1').slice(0, -1),
		problems: [{ code: 'bad_encoding' }],
		remedy: /UTF-8/,
	},
	{
		name: 'a quote that is never closed',
		bytes: csv(HEADER, `${A},0.1,0.2,0.3`, `"${B},0.1,0.2,0.3`, `${C},0.1,0.2,0.3`),
		problems: [{ code: 'unclosed_quote', row: 3, line: `"${B},0.1,0.2,0.3` }],
		remedy: /quotation mark/,
	},
	{
		name: 'text after a closing quote',
		bytes: csv(HEADER, `"${A}"x,0.1,0.2,0.3`),
		problems: [{ code: 'unclosed_quote', row: 2 }],
		remedy: /quotation mark/,
	},
	{
		name: 'a line of millions of characters',
		bytes: encode(`${HEADER}\n${','.repeat(5_000_000)}`),
		problems: [{ code: 'ragged_row', row: 2 }],
		remedy: /one row per line/,
	},
	{
		name: 'twenty thousand columns',
		bytes: encode(`${HEADER}${',x'.repeat(20_000)}\n`),
		problems: [{ code: 'too_many_columns', row: 1 }],
		remedy: /one row per id/,
	},
];

const archives: Bad[] = [
	{
		name: 'a zip with two CSV files',
		bytes: zipSync({ 'a.csv': csv(...goodLines()), 'b.csv': csv(...goodLines()) }),
		problems: [
			{ code: 'archive_not_one_csv', detail: 'The zip file holds 2 files: "a.csv" and "b.csv".' },
		],
		remedy: /exactly one CSV/,
	},
	{
		name: 'an empty zip',
		bytes: zipSync({}),
		problems: [{ code: 'archive_not_one_csv' }],
		remedy: /exactly one CSV/,
	},
	{
		name: 'a gzip of a gzip',
		bytes: gzipSync(gzipSync(csv(...goodLines()))),
		problems: [{ code: 'archive_not_one_csv' }],
		remedy: /compressed once/,
	},
	{
		name: 'a gzip that breaks off',
		bytes: gzipSync(csv(...goodLines())).slice(0, -12),
		problems: [{ code: 'bad_archive' }],
		remedy: /Compress the CSV again/,
	},
	{
		name: 'a zip bomb',
		bytes: gzipSync(new Uint8Array(5_000_000)),
		problems: [{ code: 'archive_too_large' }],
		remedy: /six digits/,
	},
];

itRefuses('a file that is no CSV', wholeFile);
itRefuses('an archive', archives);
