/** Wording shared by every message about a file. */

/** 22433 -> "22,433". */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 row", "22,433 rows". */
export const plural = (n: number, one: string, many = one + 's'): string =>
	`${grouped(n)} ${n === 1 ? one : many}`;

const escaped = (text: string): string =>
	text.replace(/\p{Cc}/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** At most `max` characters, with control characters made visible. */
export function shorten(text: string, max: number): string {
	// Cut first: a cell may be a whole file. The tab is a separator worth seeing as it is.
	const cut =
		text.length > max ? text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '') + '…' : text;
	return cut.split('\t').map(escaped).join('\t');
}

/** A cell or a name in quotes, short enough for a sentence. */
export const quoted = (text: string): string => `"${shorten(text, 60)}"`;

/** "a", "b", "c" and 12 more. */
export function listed(names: readonly string[], total = names.length, max = 3): string {
	const shown = names.slice(0, max).map(quoted);
	const rest = total - shown.length;
	if (rest > 0) return `${shown.join(', ')} and ${grouped(rest)} more`;
	if (shown.length < 2) return shown.join('');
	return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
