/** Reads the hidden labels. Its messages go to organisers, who brought them. */
import { readTable, type Columns } from '../csv/table.ts';
import { Tally } from '../csv/tally.ts';
import { plural } from '../csv/text.ts';
import type { Notice, Problem } from '../problems.ts';
import { USAGE, type Solution, type TaskSpec } from '../types.ts';
import { matchSolution, type SolutionColumns } from './columns.ts';
import { combineOneHot, readClassColumn, readLabels, type Cells } from './labels.ts';
import { readGroups, readIds, readUsage } from './rows.ts';
import { solutionWording } from './wording.ts';

export type ParsedSolution =
	| { ok: true; solution: Solution; notices: Notice[] }
	| { ok: false; problems: Problem[]; notices: Notice[] };

/** Says something to organisers only where it may change what they meant. */
const QUIET = new Set([
	'windows_line_ends',
	'byte_order_mark',
	'semicolon_separated',
	'tab_separated',
]);

const NO_PUBLIC: Problem = {
	code: 'no_public_rows',
	column: 'Usage',
	detail: 'No row is public, so that no submission would get a score.',
	remedy: 'Set Usage to Public in some rows, or remove the column: then all rows are public.',
};

type Labels = Pick<Solution, 'yTrue'> & Partial<Pick<Solution, 'classes' | 'target'>>;

function readTruth(
	columns: SolutionColumns,
	cellsOf: (column: number) => Cells,
	lines: Int32Array,
	spec: TaskSpec,
	tally: Tally,
): Labels {
	if (columns.class >= 0) {
		const cells = cellsOf(columns.class);
		return { ...readClassColumn(cells, spec, tally), target: cells.column };
	}
	// A missing one-hot cell leaves the row without a class: zero and one have no meaning there.
	const multiclass = spec.task === 'multiclass';
	const policy = multiclass && spec.missingLabels !== 'ignore' ? 'error' : spec.missingLabels;
	const read = columns.labels.map((column) => readLabels(cellsOf(column), policy, tally));
	return multiclass ? combineOneHot(read, lines, spec, tally) : { yTrue: read };
}

function assemble(
	columns: SolutionColumns,
	table: Columns,
	spec: TaskSpec,
	tally: Tally,
): Solution {
	const cellsOf = (column: number): Cells => ({
		column: columns.names[column]!,
		cells: table.text.get(column)!,
		lines: table.lines,
	});
	const subgroups = (spec.subgroups ?? []).map((name, i) => [
		name,
		table.text.get(columns.subgroups[i]!)!,
	]);
	return {
		ids: table.text.get(columns.id)!,
		rowOf: readIds(cellsOf(columns.id), tally),
		usage:
			columns.usage < 0
				? new Uint8Array(table.rows).fill(USAGE.public)
				: readUsage(cellsOf(columns.usage), tally),
		...readTruth(columns, cellsOf, table.lines, spec, tally),
		...(columns.group < 0 ? {} : { groups: readGroups(cellsOf(columns.group), tally) }),
		...(subgroups.length === 0 ? {} : { subgroups: Object.fromEntries(subgroups) }),
	};
}

/** What can be read although columns are missing: the problems of the others are listed with them. */
function readWhatIsThere(
	columns: SolutionColumns,
	table: Columns,
	spec: TaskSpec,
	tally: Tally,
): void {
	const cells = (column: number) => ({
		column: columns.names[column]!,
		cells: table.text.get(column)!,
		lines: table.lines,
	});
	if (columns.id >= 0) readIds(cells(columns.id), tally);
	if (columns.usage >= 0) readUsage(cells(columns.usage), tally);
	if (columns.group >= 0) readGroups(cells(columns.group), tally);
	if (columns.class >= 0) readClassColumn(cells(columns.class), spec, tally);
	for (const column of columns.labels) {
		if (column >= 0) readLabels(cells(column), spec.missingLabels, tally);
	}
}

/**
 * Parses a solution: id, one 0/1 column per label (also 0.0, 1.0, true, false) or one class column,
 * `Usage` (absent: all rows are public), group and subgroup columns. Lists every problem at once,
 * with line and column; never throws on bad bytes.
 */
export function parseSolution(bytes: Uint8Array, spec: TaskSpec): ParsedSolution {
	const tally = new Tally();
	let columns: SolutionColumns | undefined;
	const read = readTable(bytes, {
		header(names, line) {
			columns = matchSolution(names, spec, line);
			const { id, labels, class: classes, usage, group, subgroups } = columns;
			const text = [id, ...labels, classes, usage, group, ...subgroups].filter((c) => c >= 0);
			return { numbers: [], text: [...new Set(text)] };
		},
		badCell: () => undefined,
		raggedRow(line, cells) {
			tally.add('ragged_row', { row: line, example: plural(cells.length, 'cell') });
		},
	});
	const notices = read.notices.filter(({ code }) => !QUIET.has(code));
	const { table } = read;
	if (!table || !columns) return { ok: false, problems: read.problems, notices };

	const problems = [...read.problems, ...columns.problems];
	let solution: Solution | undefined;
	if (columns.problems.length > 0) readWhatIsThere(columns, table, spec, tally);
	else solution = assemble(columns, table, spec, tally);
	problems.push(...tally.problems(solutionWording(spec, columns.names.length), read.quoteLine));
	if (solution && table.rows > 0 && !solution.usage.includes(USAGE.public)) {
		if (!tally.has('bad_usage')) problems.push(NO_PUBLIC);
	}
	if (!solution || problems.length > 0) return { ok: false, problems, notices };
	return { ok: true, solution, notices };
}
