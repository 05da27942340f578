/** Which character separates the fields. */
import type { Notice } from '../problems.ts';

export type Delimiter = ',' | ';' | '\t';

/** Delimiters of the first line that has text, not counting those in quotes; the comma wins a tie. */
export function detectDelimiter(text: string): Delimiter {
	const start = text.search(/\S/);
	const counts = { ',': 0, ';': 0, '\t': 0 };
	let inQuotes = false;
	for (let i = Math.max(start, 0); i < text.length; i++) {
		const c = text[i]!;
		if (c === '"') inQuotes = !inQuotes;
		else if (inQuotes) continue;
		else if (c === '\n') break;
		else if (c === ',' || c === ';' || c === '\t') counts[c]++;
	}
	if (counts[';'] > counts[','] && counts[';'] >= counts['\t']) return ';';
	return counts['\t'] > counts[','] ? '\t' : ',';
}

export function delimiterNotices(delimiter: Delimiter): Notice[] {
	if (delimiter === ';') {
		return [{ code: 'semicolon_separated', detail: 'Fields are separated by semicolons.' }];
	}
	if (delimiter === '\t') {
		return [{ code: 'tab_separated', detail: 'Fields are separated by tabs.' }];
	}
	return [];
}
