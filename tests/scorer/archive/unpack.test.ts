import { gzipSync, strToU8, zipSync, type Zippable } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpack } from '#scorer/index';
import { crc32 } from '#scorer/archive/crc32';

const CSV = strToU8('id,score\na,0.5\nb,0.25\n');
const LIMIT = { maxBytes: 1_000_000 };

function codeOf(bytes: Uint8Array, maxBytes = LIMIT.maxBytes): string {
	const result = unpack(bytes, { maxBytes });
	return result.ok ? 'ok' : result.problems.map(({ code }) => code).join();
}

function expectCsv(bytes: Uint8Array) {
	const result = unpack(bytes, LIMIT);
	expect(result).toMatchObject({ ok: true, notices: [{ code: 'compressed' }] });
	expect(result.ok && Buffer.from(result.bytes).equals(CSV)).toBe(true);
}

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** The same bytes with some of them overwritten, little-endian. */
function patched(bytes: Uint8Array, at: number, value: number, size: 2 | 4): Uint8Array {
	const copy = bytes.slice();
	const view = new DataView(copy.buffer);
	if (size === 2) view.setUint16(at, value, true);
	else view.setUint32(at, value, true);
	return copy;
}

const centralAt = (zip: Uint8Array) => Buffer.from(zip).indexOf('PK\x01\x02', 0, 'latin1');

describe('gzip', () => {
	it('is unpacked', () => expectCsv(gzipSync(CSV)));

	it('of several members is unpacked', () => {
		expectCsv(join(gzipSync(CSV.slice(0, 9)), gzipSync(CSV.slice(9))));
	});

	it.each([0, 3, 10, 17, 25])('cut off after %i bytes is damaged or no gzip', (n) => {
		expect(['bad_archive', 'ok']).toContain(codeOf(gzipSync(CSV).slice(0, n)));
		if (n >= 2) expect(codeOf(gzipSync(CSV).slice(0, n))).toBe('bad_archive');
	});

	it('with a wrong checksum or size is damaged', () => {
		const good = gzipSync(CSV);
		expect(codeOf(patched(good, good.length - 8, 1, 4))).toBe('bad_archive');
		expect(codeOf(patched(good, good.length - 4, 7, 4))).toBe('bad_archive');
	});

	it('bomb is stopped at the limit, whatever its trailer says', () => {
		const member = gzipSync(new Uint8Array(16_000_000));
		// 1 GB in a megabyte.
		const bomb = join(...Array.from({ length: 64 }, () => member));
		const lying = patched(bomb, bomb.length - 4, 100, 4);
		const before = process.memoryUsage().arrayBuffers;
		expect(codeOf(lying)).toBe('archive_too_large');
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
	});

	it('of exactly the limit is taken', () => {
		const bytes = strToU8('a'.repeat(1000));
		expect(codeOf(gzipSync(bytes), 1000)).toBe('ok');
		expect(codeOf(gzipSync(bytes), 999)).toBe('archive_too_large');
	});
});

describe('zip', () => {
	const zip = (files: Zippable, level: 0 | 6 = 6) => zipSync(files, { level });

	it('with one CSV is unpacked, deflated or stored', () => {
		expectCsv(zip({ 'submission.csv': CSV }));
		expectCsv(zip({ 'submission.csv': CSV }, 0));
	});

	it("in a folder, beside macOS's and hidden files, is unpacked", () => {
		expectCsv(
			zip({
				'out/': new Uint8Array(),
				'out/submission.csv': CSV,
				'__MACOSX/out/._submission.csv': strToU8('x'),
				'out/.DS_Store': strToU8('x'),
				'.hidden.csv': strToU8('x'),
			}),
		);
	});

	it('with one file of another name is unpacked', () => expectCsv(zip({ predictions: CSV })));

	it('with one CSV and a readme is unpacked', () => {
		expectCsv(zip({ 'README.md': strToU8('hello'), 'submission.csv': CSV }));
	});

	it.each<[string, Zippable]>([
		['two CSVs', { 'a.csv': CSV, 'b.CSV': CSV }],
		['two files, neither a CSV', { a: CSV, b: CSV }],
		['nothing', {}],
		['hidden files only', { '.a.csv': CSV }],
		['a zip', { 'a.csv': zip({ 'b.csv': CSV }) }],
		['a gzip', { 'a.csv.gz': gzipSync(CSV) }],
	])('with %s is refused', (_, files) => expect(codeOf(zip(files))).toBe('archive_not_one_csv'));

	it.each(['xl/workbook.xml', 'xl/worksheets/sheet1.xml'])('with %s is a workbook', (name) => {
		expect(codeOf(zip({ [name]: CSV, 'a.csv': CSV }))).toBe('excel_workbook');
	});

	it('bomb is stopped at the limit although its headers lie', () => {
		const bomb = zip({ 'a.csv': new Uint8Array(16_000_000) });
		const at = centralAt(bomb);
		expect(codeOf(bomb)).toBe('archive_too_large');
		expect(codeOf(patched(patched(bomb, at + 24, 10, 4), 22, 10, 4))).toBe('archive_too_large');
	});

	it('that is encrypted, or compressed in another way, says so', () => {
		const good = zip({ 'a.csv': CSV });
		const at = centralAt(good);
		expect(codeOf(patched(good, at + 8, 1, 2))).toBe('bad_archive');
		expect(codeOf(patched(good, at + 10, 14, 2))).toBe('bad_archive');
	});

	it('with a wrong checksum is damaged', () => {
		const good = zip({ 'a.csv': CSV });
		expect(codeOf(patched(good, centralAt(good) + 16, 1, 4))).toBe('bad_archive');
	});

	it('never throws, however it is damaged', () => {
		const good = zip({ 'a.csv': CSV, 'x/b.txt': CSV });
		const mutation = fc.array(
			fc.tuple(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 })),
			{ minLength: 1, maxLength: 6 },
		);
		fc.assert(
			fc.property(mutation, fc.nat({ max: good.length }), (changes, cut) => {
				const bytes = good.slice();
				for (const [at, value] of changes) bytes[at] = value;
				codeOf(bytes);
				codeOf(bytes.slice(0, cut));
			}),
			{ numRuns: 2000 },
		);
	});
});

it('anything else passes through', () => {
	expect(unpack(CSV, { maxBytes: 1 })).toEqual({ ok: true, bytes: CSV, notices: [] });
});

it('CRC-32 has its check value', () => expect(crc32(strToU8('123456789'))).toBe(0xcbf43926));
