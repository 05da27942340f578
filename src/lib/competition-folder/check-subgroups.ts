/** Subgroup columns of a solution, against what competition.yaml says of them. */
import { listed, plural, quoted, shorten } from '#scorer/csv/text';
import { parseDecimal } from '#scorer/csv/number';
import { bandColumn, NOT_STATED } from '#scorer/report/bands';
import { DEFAULT_MIN_GROUP } from '#scorer/report/subgroups';
import { USAGE, type Solution, type TaskSpec } from '#scorer/types';
import type { FolderNotice, FolderProblem, Place } from './types.ts';

/** More values than this are hardly groups of patients. */
const MANY = 30;
/** And with more than this every score would take long. */
const MOST = 200;

/** Cells without a value, as the scorer takes them. */
const BLANK = new Set(['', 'na', 'nan', 'null']);

function tooMany(spec: TaskSpec, solution: Solution, place: Place): FolderProblem[] {
	return (spec.subgroups ?? []).flatMap((column, i): FolderProblem[] => {
		const cells = solution.subgroups?.[column] ?? [];
		const count = bandColumn(column, cells, spec.bands?.[column]).names.length - 1;
		if (count <= MOST) return [];
		return [
			{
				code: 'bad_value',
				...place(['subgroups', i]),
				column: `subgroups[${i + 1}]`,
				count,
				detail: `"${column}" has ${count} different values, each a subgroup of its own; at most ${MOST} are measured.`,
				remedy: 'Name a column with few values, such as sex, view or site.',
			},
		];
	});
}

/** Everything about subgroups that only the solution can tell. */
export const checkSubgroups = (
	spec: TaskSpec,
	solution: Solution,
	place: Place,
): FolderProblem[] => [...checkBands(spec, solution, place), ...tooMany(spec, solution, place)];

/** Bands are of numbers; a blank is no value. */
function checkBands(spec: TaskSpec, solution: Solution, place: Place): FolderProblem[] {
	return Object.keys(spec.bands ?? {}).flatMap((column): FolderProblem[] => {
		const cells = solution.subgroups?.[column] ?? [];
		const wrong = cells.filter(
			(cell) => !BLANK.has(cell.toLowerCase()) && isNaN(parseDecimal(cell)),
		);
		if (!wrong.length) return [];
		const examples = [...new Set(wrong)].slice(0, 3).map((cell) => shorten(cell, 60));
		return [
			{
				code: 'not_a_number',
				...place(['bands', column]),
				column: `bands.${column}`,
				count: wrong.length,
				examples,
				detail: `Bands are set for "${column}", but ${plural(wrong.length, 'row')} of the solution ${wrong.length === 1 ? 'holds' : 'hold'} no number there, such as ${quoted(examples[0]!)}.`,
				remedy: 'Write plain numbers in that column (a blank is no value), or remove the bands.',
			},
		];
	});
}

/** Public rows by group, as the scorer makes them: values as they are, numbers in bands. */
function countGroups(
	column: string,
	cells: readonly string[],
	bounds: readonly number[] | undefined,
	usage: Uint8Array,
) {
	const { names, of } = bandColumn(column, cells, bounds);
	const counts = new Map<string, number>();
	of.forEach((group, row) => {
		const name = names[group]!;
		if (usage[row] !== USAGE.public || name === NOT_STATED) return;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	});
	return counts;
}

/** Groups too small to be measured on the public rows, and columns that are hardly groups at all. */
export function subgroupNotices(spec: TaskSpec, solution: Solution, file: string): FolderNotice[] {
	const least = spec.minGroup ?? DEFAULT_MIN_GROUP;
	return Object.entries(solution.subgroups ?? {}).flatMap(([column, cells]): FolderNotice[] => {
		const counts = countGroups(column, cells, spec.bands?.[column], solution.usage);
		const at = { file, column };
		if (counts.size > MANY) {
			return [
				{
					code: 'many_subgroups',
					...at,
					count: counts.size,
					detail: `"${column}" has ${counts.size} different values, each a subgroup of its own.`,
				},
			];
		}
		const small = [...counts].filter(([, rows]) => rows < least);
		if (!small.length) return [];
		const names = listed(small.map(([name, rows]) => `${name} (${rows})`));
		return [
			{
				code: 'small_subgroups',
				...at,
				count: small.length,
				detail: `Of "${column}", groups of fewer than ${least} public rows are not measured: ${names}.`,
			},
		];
	});
}
