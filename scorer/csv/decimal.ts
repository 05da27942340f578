/**
 * Decimal numbers straight from bytes, correctly rounded: the same double as `Number(text)`, without
 * making the text.
 *
 * Up to 15 significant digits and a power of ten up to 10^22 are both exact doubles, so that one
 * division or multiplication rounds once (Clinger 1990). Up to 19 digits, as 17-digit scores have,
 * see quotient.ts. Everything else goes through `Number`.
 */
import { digitsBefore, fourDigits, lastDigits, otherThanDigits } from './four-digits.ts';
import { parseDecimal, parseDecimalComma } from './number.ts';
import { MAX_EXACT, MAX_POWER, POWER, roundedQuotient } from './quotient.ts';

const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const SPACE = 32;
const QUOTE = 34;
const ZERO = 48;

/** Digits of a whole number that a double always holds. */
const EXACT_DIGITS = 15;
const MAX_DIGITS = 19;

/** Sign, digit, point, 19 digits, and what follows, with four bytes looked at at a time. */
const LONGEST_PLAIN = 32;

/** A cell of a file's bytes as a number. Sets `end` to the byte after the cell. */
export class DecimalCells {
	/** Position after the last cell that was read: a separator or a line end. */
	end = 0;
	/** Cells such as `0,25`, read as 0.25. */
	commas = 0;
	private readonly bytes: Uint8Array;
	private readonly view: DataView;
	/** Up to here a plain cell may be read four bytes at a time. */
	private readonly plainEnd: number;
	private readonly delimiter: number;
	/** The comma where it is a decimal sign, otherwise the point again. */
	private readonly comma: number;

	/** @param bytes must end with a line feed */
	constructor(bytes: Uint8Array, delimiter: number) {
		this.bytes = bytes;
		this.plainEnd = bytes.length - LONGEST_PLAIN;
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.delimiter = delimiter;
		this.comma = delimiter === 44 ? POINT : 44;
	}

	/** The value of the cell that begins at `start`; NaN where it is no finite decimal number. */
	read(start: number): number {
		const { bytes, view } = this;
		if (start > this.plainEnd) return this.readAny(start);
		const negative = bytes[start] === MINUS;
		const first = negative ? start + 1 : start;
		// The usual cell: a digit, a point, at most 11 digits, and what follows.
		let whole = bytes[first]! - ZERO;
		if (whole < 0 || whole > 9 || bytes[first + 1] !== POINT) return this.readAny(start);
		let at = first + 2;
		let four = view.getInt32(at, true);
		let others = otherThanDigits(four);
		if (others === 0) {
			whole = whole * 10_000 + fourDigits(four);
			at += 4;
			four = view.getInt32(at, true);
			others = otherThanDigits(four);
			if (others === 0) {
				whole = whole * 10_000 + fourDigits(four);
				at += 4;
				four = view.getInt32(at, true);
				others = otherThanDigits(four);
				if (others === 0) return this.readLong(start, whole, at);
			}
		}
		const more = digitsBefore(others);
		at += more;
		const after = bytes[at]!;
		const power = at - first - 2;
		if (after !== this.delimiter && after !== 10 && after !== 13) return this.readAny(start);
		this.end = at;
		const value = (whole * POWER[more]! + lastDigits(four, more)) / POWER[power]!;
		return negative ? -value : value;
	}

	/**
	 * A cell of 12 to 19 digits after the point, such as all 17-digit scores have.
	 * @param whole the digit before the point and eight after it
	 * @param at where four further digits stand
	 */
	private readLong(start: number, whole: number, at: number): number {
		const { bytes, view } = this;
		whole = whole * 10_000 + fourDigits(view.getInt32(at, true));
		at += 4;
		let power = 12;
		let tail = 0;
		let four = view.getInt32(at, true);
		let others = otherThanDigits(four);
		if (others === 0) {
			tail = fourDigits(four);
			at += 4;
			power += 4;
			four = view.getInt32(at, true);
			others = otherThanDigits(four);
			if (others === 0) return this.readAny(start);
		}
		const more = digitsBefore(others);
		at += more;
		power += more;
		tail = tail * POWER[more]! + lastDigits(four, more);
		const after = bytes[at]!;
		if (after !== this.delimiter && after !== 10 && after !== 13) return this.readAny(start);
		const value = roundedQuotient(whole, tail, power - 12, power);
		if (value !== value) return this.readAny(start);
		this.end = at;
		return bytes[start] === MINUS ? -value : value;
	}

	/** Any cell, digit by digit. */
	private readAny(start: number): number {
		const { bytes, comma } = this;
		const quoted = bytes[start] === QUOTE;
		let at = quoted ? start + 1 : start;
		while (bytes[at] === SPACE) at++;
		const negative = bytes[at] === MINUS;
		if (negative || bytes[at] === PLUS) at++;
		// Significant digits: up to 15 in whole, the next four in tail.
		let whole = 0;
		let tail = 0;
		let digits = 0;
		let power = 0;
		const first = at;
		let digit = bytes[at]! - ZERO;
		while (digit >= 0 && digit <= 9) {
			if (digits < EXACT_DIGITS) whole = whole * 10 + digit;
			else tail = tail * 10 + digit;
			// Leading zeros are not significant.
			if (whole > 0) digits++;
			digit = bytes[++at]! - ZERO;
		}
		let seen = at - first;
		const sign = bytes[at]!;
		if (sign === POINT || sign === comma) {
			const point = ++at;
			digit = bytes[at]! - ZERO;
			while (digit >= 0 && digit <= 9) {
				if (digits < EXACT_DIGITS) whole = whole * 10 + digit;
				else tail = tail * 10 + digit;
				if (whole > 0) digits++;
				digit = bytes[++at]! - ZERO;
			}
			power = at - point;
			seen += power;
			if (sign !== POINT) this.commas++;
		}
		if (seen === 0) return this.other(start, sign);
		const next = bytes[at]!;
		if ((next | 32) === 101) {
			at++;
			const below = bytes[at] === MINUS;
			if (below || bytes[at] === PLUS) at++;
			const from = at;
			let exponent = 0;
			digit = bytes[at]! - ZERO;
			while (digit >= 0 && digit <= 9) {
				exponent = exponent * 10 + digit;
				digit = bytes[++at]! - ZERO;
			}
			// Exponents of many digits are for Number.
			if (at === from || at - from > 4) return this.other(start, sign);
			power += below ? exponent : -exponent;
		}
		while (bytes[at] === SPACE) at++;
		if (quoted && bytes[at++] !== QUOTE) return this.other(start, sign);
		const after = bytes[at]!;
		if (after !== this.delimiter && after !== 10 && after !== 13) return this.other(start, sign);
		const value = decimal(whole, tail, digits, power);
		if (value !== value) return this.other(start, sign);
		this.end = at;
		return negative ? -value : value;
	}

	/** Cells that are rare, through text; `sign` is the decimal sign that was counted. */
	private other(start: number, sign: number): number {
		if (sign === this.comma && sign !== POINT) this.commas--;
		const { bytes, delimiter } = this;
		let end = start;
		let text = '';
		for (; ; end++) {
			const byte = bytes[end]!;
			if (byte === delimiter || byte === 10 || byte === 13) break;
			// Quotes and letters beyond ASCII are for the reader of record.
			if (byte === QUOTE || byte > 127 || text.length > 1000) return NaN;
			text += String.fromCharCode(byte);
		}
		this.end = end;
		const value = parseDecimal(text);
		if (value === value || delimiter === 44) return value;
		const withComma = parseDecimalComma(text);
		if (withComma === withComma) this.commas++;
		return withComma;
	}
}

/** NaN where the value needs more care than this. */
function decimal(whole: number, tail: number, digits: number, power: number): number {
	if (digits <= EXACT_DIGITS) {
		if (power >= 0 && power <= MAX_EXACT) return whole / POWER[power]!;
		if (whole === 0) return 0;
		if (power < 0 && power >= -MAX_EXACT) return whole * POWER[-power]!;
		return power > 0 && power <= MAX_POWER ? roundedQuotient(whole, 0, 0, power) : NaN;
	}
	if (digits > MAX_DIGITS || power < 0 || power > MAX_POWER) return NaN;
	return roundedQuotient(whole, tail, digits - EXACT_DIGITS, power);
}
