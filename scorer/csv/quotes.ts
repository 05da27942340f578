/**
 * Checks the quoting of a whole file before it is parsed, in one linear pass. papaparse goes on
 * after a stray quote with one error object per quote and looks ahead from each, which a hostile
 * file can make quadratic; after this check it only meets well-formed quotes (RFC 4180, and blanks
 * between a closing quote and the separator, which papaparse also takes).
 */
import type { Problem } from '../problems.ts';
import type { Delimiter } from './dialect.ts';
import { shorten } from './text.ts';

/** No cell of a submission is longer; one that is swallowed the rows after an unclosed quote. */
export const MAX_CELL = 1_000_000;

function problemAt(text: string, open: number, closed: boolean): Problem {
	const before = text.slice(0, open);
	const row = before.split('\n').length;
	const start = before.lastIndexOf('\n') + 1;
	const end = text.indexOf('\n', open);
	return {
		code: 'unclosed_quote',
		row,
		detail: closed
			? 'A quoted cell is followed by more text before the next separator.'
			: 'A quotation mark opens a cell and is never closed.',
		remedy:
			'Remove the quotation mark, or write it twice ("") inside a cell that begins and ends with one.',
		line: shorten(text.slice(start, end < 0 ? undefined : end), 120),
	};
}

/** Position of the quote that closes the cell opened at `open`, or -1. */
function closingQuote(text: string, open: number): number {
	let at = text.indexOf('"', open + 1);
	while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2);
	return at;
}

/** The first malformed quote of a text with \n line ends, or null. */
export function findBadQuote(text: string, delimiter: Delimiter): Problem | null {
	let open = text.indexOf('"');
	while (open >= 0) {
		const before = open === 0 ? '\n' : text[open - 1]!;
		// A quote inside an unquoted cell, as in 5" tube, is an ordinary character.
		if (before !== '\n' && before !== delimiter) {
			open = text.indexOf('"', open + 1);
			continue;
		}
		const close = closingQuote(text, open);
		if (close < 0 || close - open > MAX_CELL) return problemAt(text, open, false);
		let after = close + 1;
		while (text[after] === ' ') after++;
		const next = text[after];
		if (next !== undefined && next !== '\n' && next !== delimiter) {
			return problemAt(text, open, true);
		}
		open = text.indexOf('"', after);
	}
	return null;
}
