/**
 * Decimal fractions of up to 20 digits, correctly rounded, in double-double arithmetic (Dekker 1971):
 * the result is taken where its error bound leaves no doubt of the rounding (Ziv 1991).
 */

/** 10^0 to 10^22 are exact doubles, 10^23 to 10^45 exact sums of two (5^45 < 2^106). */
export const MAX_EXACT = 22;
export const MAX_POWER = 45;

export const POWER = Float64Array.from({ length: MAX_POWER + 1 }, (_, k) => Number(`1e${k}`));
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
