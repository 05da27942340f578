/**
 * What can be read of a solution although it may have faults: to compare it with the one before and
 * list everything at once. Whether it is sound is for the scorer's parseSolution to say.
 */
import { Tally } from '#scorer/csv/tally';
import { readTable, type Columns } from '#scorer/csv/table';
import { matchSolution, type SolutionColumns } from '#scorer/solution/columns';
import { combineOneHot, readClassColumn, readLabels } from '#scorer/solution/labels';
import { readUsage } from '#scorer/solution/rows';
import { MISSING, USAGE, type TaskSpec } from '#scorer/types';

export interface SolutionRows {
	ids: string[];
	/** Line of each row in the file. */
	lines: Int32Array;
	/** Row by id; the first of two. */
	rowOf: Map<string, number>;
	/** USAGE per row. */
	usage: Uint8Array;
	/** Per label 0, 1 or MISSING per row; null where the columns are not there. */
	yTrue: Uint8Array[] | null;
	/** Group and subgroup cells by column name, joined per row. */
	groups: string[];
	quoteLine(line: number): string;
}

function labelsOf(columns: SolutionColumns, table: Columns, spec: TaskSpec): Uint8Array[] | null {
	// Faults of cells are found by the scorer; here they read as missing.
	const tally = new Tally();
	const cells = (column: number) => ({
		column: columns.names[column]!,
		cells: table.text.get(column)!,
		lines: table.lines,
	});
	if (columns.class >= 0) return readClassColumn(cells(columns.class), spec, tally).yTrue;
	if (columns.labels.some((column) => column < 0)) return null;
	const multiclass = spec.task === 'multiclass';
	const policy = multiclass ? 'ignore' : spec.missingLabels;
	const read = columns.labels.map((column) => readLabels(cells(column), policy, tally));
	return multiclass ? combineOneHot(read, table.lines, spec, tally).yTrue : read;
}

/** @returns null where the file has no id column, or is no table */
export function readRows(bytes: Uint8Array, spec: TaskSpec): SolutionRows | null {
	let columns: SolutionColumns | undefined;
	const read = readTable(bytes, {
		header(names, line) {
			columns = matchSolution(names, spec, line);
			const { id, labels, class: classes, usage, group, subgroups } = columns;
			const text = [id, ...labels, classes, usage, group, ...subgroups].filter((c) => c >= 0);
			return { numbers: [], text: [...new Set(text)] };
		},
		badCell: () => undefined,
		raggedRow: () => undefined,
	});
	const { table, quoteLine } = read;
	if (!table || !columns || columns.id < 0) return null;
	const ids = table.text.get(columns.id)!;
	const rowOf = new Map<string, number>();
	ids.forEach((id, row) => {
		if (id !== '' && !rowOf.has(id)) rowOf.set(id, row);
	});
	const { lines } = table;
	const usageCells = table.text.get(columns.usage);
	const grouping = [columns.group, ...columns.subgroups].flatMap((c) => table.text.get(c) ?? []);
	const grouped = grouping.length / Math.max(1, table.rows);
	return {
		...{ ids, lines, rowOf, quoteLine },
		usage: usageCells
			? readUsage({ column: 'Usage', cells: usageCells, lines }, new Tally())
			: new Uint8Array(table.rows).fill(USAGE.public),
		yTrue: labelsOf(columns, table, spec),
		groups: ids.map((_, row) =>
			Array.from({ length: grouped }, (_, g) => grouping[g * table.rows + row]).join('\t'),
		),
	};
}

/** Rows of a split whose label has a value. */
export const countIn = (
	{ usage }: SolutionRows,
	labels: Uint8Array,
	split: number,
	value: 0 | 1,
): number =>
	labels.reduce(
		(n, label, row) => n + (label !== MISSING && label === value && usage[row] === split ? 1 : 0),
		0,
	);
