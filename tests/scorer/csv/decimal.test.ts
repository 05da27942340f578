/** Numbers from bytes against Number: the same double, bit for bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalCells } from '#scorer/csv/decimal';
import { roundedQuotient } from '#scorer/csv/quotient';
import { encode } from '../support/cases.ts';

/** Enough after the cell for the way that looks at four bytes at a time. */
const REST = ',0.25'.repeat(20) + '\n';

function read(text: string, rest = REST): { value: number; end: number } {
	const cells = new DecimalCells(encode(text + rest), 44);
	return { value: cells.read(0), end: cells.end };
}

/** Both ways: with much behind the cell, and at the end of a file. */
function expectNumber(text: string) {
	for (const rest of [REST, ',\n', '\n', '\r\n']) {
		const { value, end } = read(text, rest);
		const expected = Number.isFinite(Number(text)) ? Number(text) : NaN;
		expect(Object.is(value, expected), `${text} was read as ${value}`).toBe(true);
		if (Number.isFinite(expected)) expect(end).toBe(text.length);
	}
}

const digits = (min: number, max: number) =>
	fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`), { maxLength: max });

describe('numbers', () => {
	it('are what Number makes of every way to write a double', () => {
		const way = fc.constantFrom<(x: number) => string>(
			String,
			(x) => x.toPrecision(17),
			(x) => x.toPrecision(16),
			(x) => x.toExponential(),
			(x) => x.toExponential(16),
			(x) => (Math.abs(x) < 1e20 ? x.toFixed(20) : String(x)),
		);
		const double = fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.float({ noNaN: true, noDefaultInfinity: true }),
		);
		fc.assert(
			fc.property(double, way, (x, write) => expectNumber(write(x))),
			{ numRuns: 20_000 },
		);
	});

	it('are what Number makes of any digits', () => {
		const text = fc
			.tuple(
				fc.constantFrom('', '-', '+'),
				digits(1, 22),
				digits(0, 26),
				fc.option(fc.integer({ min: -60, max: 40 }), { nil: null }),
			)
			.map(([sign, whole, fraction, exponent]) => {
				const point = fraction === '' ? '' : '.';
				return `${sign}${whole}${point}${fraction}${exponent === null ? '' : `e${exponent}`}`;
			});
		fc.assert(fc.property(text, expectNumber), { numRuns: 20_000 });
	});

	it.each([
		['halfway between two doubles', '9007199254740993'],
		['just above halfway', '9007199254740993.0000000000000001'],
		['halfway, with a fraction', '4503599627370497.5'],
		['halfway near a half, 54 digits', (0.5 + 2 ** -54).toFixed(54)],
		['the least double', '5e-324'],
		['less than half the least double', '2e-324'],
		['the greatest double', '1.7976931348623157e308'],
		['a zero with many digits', '0.0000000000000000000000000'],
		['minus zero', '-0.0'],
		['no fraction after the point', '1.'],
		['no digit before the point', '.5'],
		['an exponent with zeros before it', '1e-0007'],
		['nineteen digits', '0.1234567890123456789'],
		['twenty digits', '0.12345678901234567891'],
		['a large exponent of a long number', '1.2345678901234567e-40'],
	])('%s: %s', (_, text) => expectNumber(text));

	it.each([
		'',
		'-',
		'.',
		'e5',
		'1e',
		'1e+',
		'0x10',
		'nan',
		'inf',
		'1e999',
		'1.2.3',
		'1 2',
		'"1',
		'1"',
	])('%j is none', (text) => expect(read(text).value).toBeNaN());

	it('may stand in quotes and between blanks', () => {
		for (const text of ['"0.25"', ' 0.25', '0.25  ', '" 0.25 "']) {
			expect(read(text)).toEqual({ value: 0.25, end: text.length });
		}
	});

	it('have a decimal comma where the delimiter is another', () => {
		const cells = new DecimalCells(encode('0,25;1.5;-3,5e-1;\n' + ' '.repeat(40)), 59);
		const values = [0, 5, 9].map((at) => cells.read(at));
		expect(values).toEqual([0.25, 1.5, -0.35]);
		expect(cells.commas).toBe(2);
	});
});

describe('the rounded quotient', () => {
	it('is right wherever it is given', () => {
		let doubtful = 0;
		const whole = fc.integer({ min: 0, max: 1e13 - 1 });
		const rest = fc.integer({ min: 0, max: 7 });
		fc.assert(
			fc.property(whole, rest, fc.nat(), fc.integer({ min: 0, max: 45 }), (a, n, b, power) => {
				const tail = b % 10 ** n;
				const value = roundedQuotient(a, tail, n, power);
				const text = `${BigInt(a) * 10n ** BigInt(n) + BigInt(tail)}e-${power}`;
				if (Number.isNaN(value)) doubtful++;
				else expect(Object.is(value, Number(text)), text).toBe(true);
			}),
			{ numRuns: 20_000 },
		);
		expect(doubtful).toBeLessThan(100);
	});
});
