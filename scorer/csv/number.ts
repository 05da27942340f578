/** A cell as a number, strictly: what pandas, R and Excel write, and nothing that JavaScript adds. */

export type NotANumber = 'empty_cell' | 'not_finite' | 'not_a_number';

const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;

/** Is the first character one that Number() accepts only in decimal literals? 0x, 0o and 0b are not. */
function startsDecimal(text: string): boolean {
	const first = text.charCodeAt(0);
	if (first !== 48)
		return (first > 48 && first <= 57) || first === 45 || first === 46 || first === 43;
	const second = text.charCodeAt(1) | 32;
	return second !== 120 && second !== 111 && second !== 98;
}

/** The value of a plain decimal literal, NaN for anything else (see `whyNotANumber`). */
export function parseDecimal(text: string): number {
	const value = Number(text);
	// value - value is 0 for finite numbers only.
	if (value - value === 0 && startsDecimal(text)) return value;
	const trimmed = text.trim();
	return DECIMAL.test(trimmed) && Number.isFinite(Number(trimmed)) ? Number(trimmed) : NaN;
}

/** The value of `0,25`, as Excel writes it in most of Europe and Latin America; otherwise NaN. */
export function parseDecimalComma(text: string): number {
	const trimmed = text.trim();
	return DECIMAL_COMMA.test(trimmed) ? parseDecimal(trimmed.replace(',', '.')) : NaN;
}

/** Which problem a cell is that did not parse. */
export function whyNotANumber(text: string): NotANumber {
	const trimmed = text.trim();
	if (trimmed === '') return 'empty_cell';
	// 1e999 is written as a number and is none.
	return NOT_FINITE.test(trimmed) || DECIMAL.test(trimmed) ? 'not_finite' : 'not_a_number';
}
