/** Plain tables: text to the left, numbers to the right. */
export type Cell = string | number | null | undefined;

/** Columns of wide characters are rare here; length in code points is near enough. */
const width = (text: string) => [...text].length;
const MISSING = '–';

export interface Column {
	title: string;
	/** Digits after the point of numbers. */
	decimals?: number;
	align?: 'left' | 'right';
}

function show(cell: Cell, { decimals = 0 }: Column): string {
	if (cell === null || cell === undefined) return MISSING;
	if (typeof cell === 'string') return cell;
	return cell.toLocaleString('en-US', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});
}

/** Lines of an aligned table with its header; no trailing spaces. */
export function formatTable(columns: Column[], rows: Cell[][]): string[] {
	const texts = rows.map((row) => columns.map((column, i) => show(row[i], column)));
	const widths = columns.map((column, i) =>
		Math.max(width(column.title), ...texts.map((row) => width(row[i]!))),
	);
	const line = (cells: string[]) =>
		cells
			.map((text, i) => {
				const gap = ' '.repeat(widths[i]! - width(text));
				return (columns[i]!.align ?? 'left') === 'right' ? gap + text : text + gap;
			})
			.join('  ')
			.trimEnd();
	return [line(columns.map(({ title }) => title)), ...texts.map(line)];
}
