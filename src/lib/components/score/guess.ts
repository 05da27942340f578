/** What the columns of a file with labels probably are. The reader can correct every guess. */
import type { TaskSpec } from '#scorer/types';

export interface ColumnGuess {
	name: string;
	/** labels: 0, 1, blank or −1 · text: few different values · many: anything else. */
	kind: 'labels' | 'text' | 'many';
	/** Different values among the rows looked at, as far as there are few. */
	values: string[];
	isUnique: boolean;
	hasMissing: boolean;
}

export type Guess = Pick<TaskSpec, 'task' | 'id' | 'labels' | 'missingLabels'> &
	Partial<Pick<TaskSpec, 'target' | 'group'>>;

/** A class column has at most so many different values. */
const MOST_VALUES = 50;
const USAGE = /^usage$/i;
const NOT_LABELS = /^(usage|fold|age|sex|gender|view|site)$/i;

/** Of so many rows on, single cells that do not fit are mistakes to be listed, and the rest is what counts. */
const ENOUGH_ROWS = 10;
/** How many of n things may be mistakes. */
const slips = (n: number) => (n < ENOUGH_ROWS ? 0 : Math.max(1, Math.floor(n / 100)));

const isMissing = (cell: string) => cell === '' || Number(cell) === -1;
const isBit = (cell: string) => cell !== '' && (Number(cell) === 0 || Number(cell) === 1);

/** Looks at every cell of a column. */
export function describeColumn(name: string, cells: readonly string[]): ColumnGuess {
	const counts = new Map<string, number>();
	for (const cell of cells) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
	const seen = [...counts];
	const values = seen.flatMap(([value]) => (value === '' ? [] : [value]));
	const sum = (fits: (value: string) => boolean) =>
		seen.reduce((n, [value, count]) => n + (fits(value) ? count : 0), 0);
	const bits = sum(isBit);
	const others = cells.length - bits - sum(isMissing);
	const isLabel = bits > 0 && others <= slips(cells.length);
	return {
		name,
		kind: isLabel ? 'labels' : values.length <= MOST_VALUES ? 'text' : 'many',
		values: values.length <= MOST_VALUES ? values.sort() : [],
		isUnique: cells.length - counts.size <= slips(cells.length),
		hasMissing: seen.some(([value]) => isMissing(value)),
	};
}

function idOf(columns: readonly ColumnGuess[]): string {
	const named = /(^|[^a-z])(id|image|index|study|file|path)/i;
	const unique = columns.filter(({ isUnique, kind }) => isUnique && kind !== 'labels');
	return (unique.find(({ name }) => named.test(name)) ?? unique[0] ?? columns[0])?.name ?? '';
}

/** Do the 0/1 columns mark exactly one class in every row? */
function isOneHot(rows: readonly (readonly string[])[]): boolean {
	const wrong = rows.filter((cells) => cells.reduce((sum, cell) => sum + Number(cell), 0) !== 1);
	return wrong.length <= slips(rows.length);
}

/**
 * @param header names of the columns
 * @param rows cells of the rows looked at
 */
export function guessLabels(
	header: readonly string[],
	rows: readonly (readonly string[])[],
): { columns: ColumnGuess[]; guess: Guess } {
	const columns = header.map((name, j) =>
		describeColumn(
			name,
			rows.map((cells) => cells[j] ?? ''),
		),
	);
	return { columns, guess: guessColumns(header, rows, columns) };
}

/** The same of columns that were looked at already. */
export function guessColumns(
	header: readonly string[],
	rows: readonly (readonly string[])[],
	columns: readonly ColumnGuess[],
): Guess {
	const id = idOf(columns);
	const rest = columns.filter(({ name }) => name !== id && !USAGE.test(name));
	const group = rest.find(({ name, isUnique }) => /patient|subject/i.test(name) && !isUnique)?.name;
	const shared = { id, ...(group === undefined ? {} : { group }) };

	const hot = rest.filter(
		({ name, kind }) => kind === 'labels' && name !== group && !NOT_LABELS.test(name),
	);
	if (hot.length > 0) {
		const at = hot.map(({ name }) => header.indexOf(name));
		const oneHot = hot.length > 2 && isOneHot(rows.map((cells) => at.map((j) => cells[j] ?? '')));
		const task = hot.length === 1 ? 'binary' : oneHot ? 'multiclass' : 'multilabel';
		const missingLabels = hot.some(({ hasMissing }) => hasMissing) ? 'ignore' : 'error';
		return { ...shared, task, labels: hot.map(({ name }) => name), missingLabels };
	}
	const texts = rest.filter(
		({ name, kind, values }) => kind === 'text' && values.length > 1 && name !== group,
	);
	const target =
		texts.find(({ name }) => /class|label|target|diagnos/i.test(name)) ??
		texts.find(({ name }) => !NOT_LABELS.test(name));
	return {
		...shared,
		task: 'multiclass',
		labels: target?.values ?? [],
		missingLabels: target?.hasMissing ? 'ignore' : 'error',
		...(target ? { target: target.name } : {}),
	};
}
