/**
 * Decimal numbers straight from bytes, correctly rounded: the same double as `Number(text)`, without
 * making the text.
 *
 * Up to 15 significant digits and a power of ten up to 10^22 are both exact doubles, so one division
 * or multiplication rounds once (Clinger 1990). Up to 19 digits, as 17-digit scores have, are divided
 * in double-double arithmetic (Dekker 1971), and the result is taken where its error bound leaves no
 * doubt of the rounding (Ziv 1991). Everything else goes through `Number`.
 */
import { parseDecimal, parseDecimalComma } from './number.ts';

const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const SPACE = 32;
const QUOTE = 34;
const ZERO = 48;

/** 10^0 to 10^22 are exact doubles, 10^23 to 10^45 exact sums of two (5^45 < 2^106). */
const MAX_EXACT = 22;
const MAX_POWER = 45;
/** Digits of a whole number that a double always holds. */
const EXACT_DIGITS = 15;
const MAX_DIGITS = 19;

const POWER = Float64Array.from({ length: MAX_POWER + 1 }, (_, k) => Number(`1e${k}`));
/** 10^k = POWER[k] + POWER_REST[k], exactly. */
const POWER_REST = Float64Array.from({ length: MAX_POWER + 1 }, (_, k) =>
	Number(10n ** BigInt(k) - BigInt(POWER[k]!)),
);

/** 2^27 + 1: splits a double into two halves of at most 26 bits (Veltkamp 1968). */
const SPLITTER = 134217729;

/** a b − round(a b), exactly (Dekker 1971). */
function productRest(a: number, b: number, product: number): number {
	const ca = SPLITTER * a;
	const aHigh = ca - (ca - a);
	const aLow = a - aHigh;
	const cb = SPLITTER * b;
	const bHigh = cb - (cb - b);
	const bLow = b - bHigh;
	return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/**
 * Relative error of the double-double quotient below: its parts are at most 2^-51 of it, each with a
 * few relative errors of 2^-53. 2^-98 leaves more than a factor of four.
 */
const DOUBT = 2 ** -98;

/**
 * (whole · 10^tailDigits + tail) / 10^power, rounded once; NaN where that is in doubt.
 * @param whole below 10^15, a whole number
 * @param tail below 10^tailDigits, a whole number; tailDigits at most 7
 * @param power at most 45
 */
export function roundedQuotient(
	whole: number,
	tail: number,
	tailDigits: number,
	power: number,
): number {
	// The numerator as high + low: both are whole numbers, and low is small enough to be exact.
	const scaled = whole * POWER[tailDigits]!;
	const high = scaled + tail;
	const low = tail - (high - scaled) + productRest(whole, POWER[tailDigits]!, scaled);
	const divisor = POWER[power]!;
	const quotient = high / divisor;
	const product = quotient * divisor;
	// What a correctly rounded division leaves is a double, so this difference is exact.
	const rest = high - product - productRest(quotient, divisor, product);
	const correction = (rest + low - quotient * POWER_REST[power]!) / divisor;
	const doubt = quotient * DOUBT;
	const least = quotient + (correction - doubt);
	return least === quotient + (correction + doubt) ? least : NaN;
}

/** Sign, digit, point, 19 digits, and what follows, with four bytes looked at at a time. */
const LONGEST_PLAIN = 32;

/**
 * Which of four bytes are no digits, the first lowest: 0 if all are. The upper half of a digit's byte
 * is 3, and still 3 with 6 added. Bytes after the first other one may be marked wrongly.
 */
const otherThanDigits = (four: number): number =>
	((four & 0xf0f0f0f0) ^ 0x30303030) | (((four + 0x06060606) & 0xf0f0f0f0) ^ 0x30303030);

/** How many of the four bytes come before the first other one, 0 to 3. */
const digitsBefore = (others: number): number => (31 - Math.clz32(others & -others)) >> 3;

/** The number that four bytes write, the first lowest: pairs first, then the pair of pairs. */
function fourDigits(four: number): number {
	const pairs = (Math.imul(four & 0x0f0f0f0f, 2561) >>> 8) & 0x00ff00ff;
	return Math.imul(pairs, 6553601) >>> 16;
}

/** The number that the first `count` of four bytes write, count at most 3: moved up, zeros before. */
const lastDigits = (four: number, count: number): number =>
	fourDigits((four << (24 - 8 * count)) << 8);

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
