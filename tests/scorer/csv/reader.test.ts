/** The reader against papaparse read plainly, whole, with its own defaults. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readTable } from '#scorer/csv/table';
import { encode } from '../support/cases.ts';

const cell = fc.oneof(
	fc.string({ maxLength: 8 }),
	fc.double({ noNaN: true }).map(String),
	fc.constantFrom(
		'',
		' ',
		'0.5',
		'"',
		',',
		'\n',
		';',
		'\t',
		'a"b',
		' x ',
		'é',
		'日本',
		'1,5',
		'NaN',
	),
);
const tableOf = fc.integer({ min: 2, max: 6 }).chain((width) =>
	fc.record({
		header: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), {
			minLength: width,
			maxLength: width,
		}),
		rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
		quotes: fc.boolean(),
		newline: fc.constantFrom('\n', '\r\n'),
		delimiter: fc.constantFrom(',', ';', '\t'),
	}),
);

/** Control characters but blanks make a file binary. */
const isText = (text: string) => !/\p{Cc}/u.test(text.replace(/\s/g, '')) && text.isWellFormed();

/** All columns as text. */
function readText(bytes: Uint8Array): { rows: string[][]; lines: number[]; problems: string[] } {
	let width = 0;
	const read = readTable(bytes, {
		header(names) {
			width = names.length;
			return { text: names.map((_, i) => i), numbers: [] };
		},
		badCell: () => undefined,
		raggedRow: () => undefined,
	});
	const { table } = read;
	const problems = read.problems.map(({ code }) => code);
	if (!table) return { rows: [], lines: [], problems };
	const rows = Array.from({ length: table.rows }, (_, row) =>
		Array.from({ length: width }, (_, column) => table.text.get(column)![row]!),
	);
	return { rows, lines: Array.from(table.lines), problems };
}

describe('the reader', () => {
	it('gives the cells that papaparse gives, trimmed, blank rows left out', () => {
		fc.assert(
			fc.property(tableOf, ({ header, rows, quotes, newline, delimiter }) => {
				const text = Papa.unparse([header, ...rows], { quotes, newline, delimiter });
				fc.pre(isText(text));
				const plain = Papa.parse<string[]>(text, { delimiter, newline }).data;
				const expected = plain
					.slice(1)
					.map((row) => row.map((value) => value.replaceAll('\r\n', '\n').trim()))
					.filter((row) => row.some((value) => value !== ''));
				const { rows: actual } = readText(encode(text));
				expect(actual).toEqual(expected);
			}),
			{ numRuns: 1500 },
		);
	});

	it('gives every row the line that an editor shows', () => {
		fc.assert(
			fc.property(tableOf, ({ header, rows, newline, delimiter }) => {
				const written = rows.filter((row) => row.some((value) => value.trim() !== ''));
				const text = Papa.unparse([header, ...written], { newline, delimiter });
				fc.pre(isText(text));
				let line = 2;
				const expected = written.map((row) => {
					const at = line;
					line += 1 + row.reduce((sum, value) => sum + value.split('\n').length - 1, 0);
					return at;
				});
				expect(readText(encode(text)).lines).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	it('reads numbers as Number does, and says which cells are none', () => {
		const value = fc.oneof(
			fc.double(),
			fc.float(),
			fc.integer(),
			fc.constantFrom('x', '', '1e400', '0x10', '1_0', '--1', '.', 'e5', '+.5', '1.', '-0', '١'),
		);
		fc.assert(
			fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
				const bad: [number, string][] = [];
				const read = readTable(encode(['id,s', ...values.map((v, i) => `${i},${v}`)].join('\n')), {
					header: () => ({ text: [], numbers: [1] }),
					badCell: (line, column, text) => bad.push([line * 10 + column, text]),
					raggedRow: () => undefined,
				});
				const numbers = read.table!.numbers.get(1)!;
				const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
				const expectedBad: [number, string][] = [];
				values.forEach((v, i) => {
					const text = String(v);
					if (plain.test(text) && Number.isFinite(Number(text)))
						expect(numbers[i]).toBe(Number(text));
					else expectedBad.push([(i + 2) * 10 + 1, text]);
				});
				expect(bad).toEqual(expectedBad);
			}),
			{ numRuns: 500 },
		);
	});

	it('reads a file of several blocks as it reads one', () => {
		const rows = Array.from({ length: 90_000 }, (_, i) => [
			`"id ${i}${i % 1000 === 0 ? '\nsecond line' : ''}"`,
			(i / 7).toString(),
			i % 11 === 0 ? '"a ""b"" c"' : 'plain text that takes some room, quoted'.replace(',', ';'),
		]);
		const text = ['id,score,note', ...rows.map((row) => row.join(','))].join('\n');
		expect(text.length).toBeGreaterThan(2 * (1 << 21));
		const actual = readText(encode(text));
		expect(actual.problems).toEqual([]);
		expect(actual.rows).toEqual(Papa.parse<string[]>(text, { delimiter: ',' }).data.slice(1));
		expect(actual.lines.at(-1)).toBe(text.split('\n').length);
	});
});
