/** Columns as CSV bytes. */
import Papa from 'papaparse';
import type { Column } from '../types.ts';

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The given rows of the columns, as UTF-8 with \n line ends. */
export function writeCsv(columns: readonly Column[], rows: readonly number[]): Uint8Array {
	const data = rows.map((row) => columns.map(({ values }) => values[row]!));
	const fields = columns.map(({ name }) => name);
	return encode(`${Papa.unparse({ fields, data }, { newline: '\n' })}\n`);
}
