/** CSV of what a page shows, with all digits. */

export type Cell = string | number | null | undefined;

/** A text that begins like a formula gets an apostrophe, because a spreadsheet would run it. */
function cell(value: Cell): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r\n]/.test(value.trimStart()) ? `'${value}` : value;
	return /[",;\t\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
	rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';

/** Part of a file name: `Simulated model A` → `simulated-model-a`. */
export const slugOf = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60) || 'file';
