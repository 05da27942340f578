/** Which files take the fast way; that it leads to the same as papaparse is the fuzzer's to show. */
import { describe, expect, it } from 'vitest';
import { readAligned, type AlignedColumns } from '#scorer/csv/byte-reader';
import { ExpectedIds, expectedIds } from '#scorer/csv/expected-ids';
import { encode, goodLines, ids } from '../support/cases.ts';

const EXPECTED = ids(4);
const GOOD = goodLines().join('\n') + '\n';
const lines = goodLines();

function read(text: string, progress?: (fraction: number) => void): AlignedColumns | null {
	return readAligned(encode(text), expectedIds(EXPECTED)!, {
		header: (names) => ({ id: names.indexOf('Image Index'), numbers: [1, 2, 3], text: [] }),
		...(progress ? { progress } : {}),
	});
}

describe('read fast', () => {
	it.each<[string, string]>([
		['the plain file', GOOD],
		['without a last line end', GOOD.trimEnd()],
		['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
		['a byte order mark', '\uFEFF' + GOOD],
		['semicolons', GOOD.replaceAll(',', ';')],
		['semicolons and decimal commas', GOOD.replaceAll(',', ';').replaceAll(/(\d)\.(\d)/g, '$1,$2')],
		['tabs', GOOD.replaceAll(',', '\t')],
		['everything in quotes, as R writes', GOOD.replace(/[^,\n]+/g, '"$&"')],
		['rows in another order', [lines[0], ...lines.slice(1).reverse(), ''].join('\n')],
		['blank lines', GOOD.replaceAll('\n', '\n\n')],
	])('%s', (_, text) => {
		const columns = read(text);
		expect(Array.from(columns!.numbers.get(1)!)).toEqual([0.1, 0.2, 0.3, 0.4]);
		expect(Array.from(columns!.numbers.get(3)!)).toEqual([0.7, 0.6, 0.5, 0.4]);
	});
});

describe('left to papaparse', () => {
	it.each<[string, string]>([
		['a cell that is no number', GOOD.replace('0.1', 'nan')],
		['a row too few', GOOD.slice(0, GOOD.trimEnd().lastIndexOf('\n') + 1)],
		['a row twice', GOOD + lines[1] + '\n'],
		['a row twice and one too few', [...lines.slice(0, 4), lines[1], ''].join('\n')],
		['an unknown id', GOOD.replace('00000002', '00000012')],
		['a longer id', GOOD.replace('_000.png,0.1', '_000.pngx,0.1')],
		['a cell too many', GOOD.replace('0.1', '0.1,0.1')],
		['a cell too few', GOOD.replace('0.1,', '')],
		['a row of blanks', GOOD + ' \n'],
		['a lone carriage return', GOOD.replace('\n', '\r')],
		['a zero byte', GOOD.replace('0.1', '0\0.1')],
		['a blank first line', '\n' + GOOD],
		['a quote that is not closed', GOOD.replace('0.1', '"0.1')],
		['a header alone', lines[0]! + '\n'],
	])('%s', (_, text) => expect(read(text)).toBeNull());

	it('expected ids that bytes cannot tell apart', () => {
		for (const bad of [
			['a', 'a'],
			['a', ''],
			['a', ' b'],
			['a', 'b\nc'],
			['\uD800', 'b'],
		]) {
			expect(ExpectedIds.from(bad), JSON.stringify(bad)).toBeNull();
		}
	});
});

it('finds ids by their bytes wherever they stand', () => {
	const many = Array.from({ length: 5000 }, (_, i) => `patiënt-${i * 7919}`);
	const table = ExpectedIds.from(many)!;
	many.forEach((id, row) => {
		const bytes = encode(`x,${id},y`);
		expect(table.find(bytes, 2, bytes.length - 2)).toBe(row);
		expect(table.find(bytes, 2, bytes.length - 3)).not.toBe(row);
	});
});
