/** Ages and sexes as publishers write them. */

/** Older than anyone was: a typing error. */
const OLDEST = 120;

const PER_YEAR: Record<string, number> = { Y: 1, M: 12, W: 52, D: 365 };

/** Whole years of `58`, `058Y`, `003M` or `010D`; null where the cell is no age. */
export function ageInYears(cell: string): number | null {
	const parts = /^(\d+(?:\.0+)?)([YMWD])?$/i.exec(cell.trim());
	if (!parts) return null;
	return Math.floor(Number(parts[1]) / PER_YEAR[(parts[2] ?? 'Y').toUpperCase()]!);
}

/** Ages as text; blank where there is none that a person can have. */
export function readAges(cells: readonly string[]): {
	values: string[];
	/** Rows whose age nobody reaches. */
	impossible: number[];
	/** Rows whose cell is no age; blank ones are not among them. */
	unreadable: number[];
} {
	const impossible: number[] = [];
	const unreadable: number[] = [];
	const values = cells.map((cell, row) => {
		const age = ageInYears(cell);
		if (age !== null && age <= OLDEST) return String(age);
		if (age !== null) impossible.push(row);
		else if (cell !== '') unreadable.push(row);
		return '';
	});
	return { values, impossible, unreadable };
}

const SEXES: Record<string, string> = { f: 'F', female: 'F', m: 'M', male: 'M' };

/** F or M; blank where neither is said. */
export const readSexes = (cells: readonly string[]): string[] =>
	cells.map((cell) => SEXES[cell.toLowerCase()] ?? '');
