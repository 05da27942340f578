/** CSV for spreadsheets: texts that could be formulas are defused. */
export type CsvCell = string | number | boolean | null | undefined;

/**
 * One cell. A text that begins like a formula gets an apostrophe, because a spreadsheet would run it
 * (OWASP, CSV injection); numbers of ours stay numbers, with all their digits.
 */
export function csvCell(value: CsvCell): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'string') return String(value);
	const safe = /^[=+\-@\t\r\n]/.test(value.trimStart()) ? `'${value}` : value;
	return /[",;\t\r\n']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Rows as a file, with line ends as in RFC 4180. */
export const csvFile = (rows: CsvCell[][]): string =>
	rows.map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
