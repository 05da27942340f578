/** The values of a subgroup column, numeric ones in bands. */

/** Rows with a blank value are a group too: what is unknown may differ. */
export const NOT_STATED = 'not stated';

/** Numeric columns with more values than this are banded. */
const MOST_VALUES = 12;
const ABSENT = new Set(['', 'na', 'nan', 'null']);
/** Age, Patient Age, age_years, PatientAge; not Stage, nor Agent. */
const AGES = [/(^|[^a-z])age([^a-z]|$)/i, /[a-z]Age([^a-z]|$)/];
const AGE_BOUNDS = [18, 40, 65];

const number = (cell: string): number => (ABSENT.has(cell.toLowerCase()) ? NaN : Number(cell));

function quartiles(values: number[]): number[] {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * sorted.length)]!;
	// A bound that equals the smallest value would leave the first band empty.
	return [...new Set([at(0.25), at(0.5), at(0.75)])].filter((bound) => bound > sorted[0]!);
}

/** Bounds of the bands of a column, or null where its values are taken as they are. */
function boundsOf(
	column: string,
	cells: readonly string[],
	declared: readonly number[] | undefined,
): readonly number[] | null {
	if (declared) return [...declared].sort((a, b) => a - b);
	const stated = cells.filter((cell) => !ABSENT.has(cell.toLowerCase()));
	const numbers = stated.map(Number);
	if (numbers.length === 0 || numbers.some((value) => !Number.isFinite(value))) return null;
	if (new Set(numbers).size <= MOST_VALUES) return null;
	return AGES.some((name) => name.test(column)) ? AGE_BOUNDS : quartiles(numbers);
}

function bandNames(bounds: readonly number[]): string[] {
	const whole = bounds.every(Number.isInteger);
	const middle = bounds
		.slice(1)
		.map((hi, i) => (whole ? range(bounds[i]!, hi - 1) : `${bounds[i]} to < ${hi}`));
	return [`< ${bounds[0]}`, ...middle, `≥ ${bounds.at(-1)}`];
}

const range = (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`);

export interface Banded {
	/** In the order in which they are shown. */
	names: string[];
	/** Index into names per row. */
	of: Int32Array;
}

function banded(cells: readonly string[], bounds: readonly number[]): Banded {
	const names = bounds.length === 0 ? ['all'] : bandNames(bounds);
	const of = Int32Array.from(cells, (cell) => {
		const value = number(cell);
		if (Number.isNaN(value)) return names.length;
		return bounds.filter((bound) => value >= bound).length;
	});
	return { names: [...names, NOT_STATED], of };
}

function asTheyAre(cells: readonly string[]): Banded {
	const stated = new Set(cells.filter((cell) => !ABSENT.has(cell.toLowerCase())));
	const collator = new Intl.Collator('en', { numeric: true });
	const names = [...stated].sort(collator.compare);
	const numbers = new Map(names.map((name, i) => [name, i]));
	const of = Int32Array.from(cells, (cell) => numbers.get(cell) ?? names.length);
	return { names: [...names, NOT_STATED], of };
}

/**
 * Groups of rows by a column: its values as they are; a numeric column in bands, by the bounds that
 * the organiser declared, at 18, 40 and 65 where it is an age, else by the quartiles of all rows.
 */
export function bandColumn(
	column: string,
	cells: readonly string[],
	declared?: readonly number[],
): Banded {
	const bounds = boundsOf(column, cells, declared);
	return bounds ? banded(cells, bounds) : asTheyAre(cells);
}
