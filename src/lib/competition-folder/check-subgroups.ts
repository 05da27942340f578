/** Subgroup columns of a solution, against what competition.yaml says of them. */
import { listed, plural, quoted, shorten } from '#scorer/csv/text';
import { parseDecimal } from '#scorer/csv/number';
import { USAGE, type Solution, type TaskSpec } from '#scorer/types';
import type { FolderNotice, FolderProblem, Place } from './types.ts';

/** More values than this are hardly groups of patients. */
const MANY = 30;
const DEFAULT_MIN_ROWS = 20;

/** Bands are of numbers; a blank is no value. */
export function checkBands(spec: TaskSpec, solution: Solution, place: Place): FolderProblem[] {
	return Object.keys(spec.bands ?? {}).flatMap((column): FolderProblem[] => {
		const cells = solution.subgroups?.[column] ?? [];
		const wrong = cells.filter((cell) => cell.trim() !== '' && Number.isNaN(parseDecimal(cell)));
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

/** Public rows by value, or by number of the band. */
function countGroups(cells: string[], bounds: readonly number[] | undefined, usage: Uint8Array) {
	const counts = new Map<string, number>();
	cells.forEach((cell, row) => {
		if (usage[row] !== USAGE.public || cell.trim() === '') return;
		const value = parseDecimal(cell);
		const group = bounds ? `band ${bounds.filter((bound) => bound <= value).length + 1}` : cell;
		counts.set(group, (counts.get(group) ?? 0) + 1);
	});
	return counts;
}

/** Groups too small to be measured on the public rows, and columns that are hardly groups at all. */
export function subgroupNotices(spec: TaskSpec, solution: Solution, file: string): FolderNotice[] {
	const least = spec.minGroup ?? DEFAULT_MIN_ROWS;
	return Object.entries(solution.subgroups ?? {}).flatMap(([column, cells]): FolderNotice[] => {
		const counts = countGroups(cells, spec.bands?.[column], solution.usage);
		const at = { file, column };
		if (counts.size > MANY) {
			return [
				{
					code: 'many_subgroups',
					...at,
					count: counts.size,
					detail: `"${column}" has ${counts.size} different values, each a subgroup of its own; set \`bands\` if it is a number.`,
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
