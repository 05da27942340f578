/** A corrected solution against the one in force: what it changes, and what it must not. */
import { didYouMean } from '#scorer/csv/nearest';
import { plural, quoted, shorten } from '#scorer/csv/text';
import { USAGE, type TaskSpec } from '#scorer/types';
import type { SolutionChange } from '#db/schema/scoring-changes';
import type { FileProblem } from '../errors.ts';
import { countIn, type SolutionRows } from './read-rows.ts';

const SPLITS = [
	['public', USAGE.public],
	['private', USAGE.private],
] as const;

const examplesOf = (ids: string[]) => [...new Set(ids)].slice(0, 5).map((id) => shorten(id, 60));

/** Submissions name every id of the solution: another set of ids would refuse all of them. */
function idProblems(old: SolutionRows, young: SolutionRows, spec: TaskSpec): FileProblem[] {
	const column = spec.id;
	const missing = [...old.rowOf.keys()].filter((id) => !young.rowOf.has(id));
	const added = [...young.rowOf.keys()].filter((id) => !old.rowOf.has(id));
	const problems: FileProblem[] = [];
	if (missing.length) {
		problems.push({
			...{ code: 'missing_id', column, count: missing.length, examples: examplesOf(missing) },
			detail: `${plural(missing.length, 'id')} of the present solution ${missing.length === 1 ? 'is' : 'are'} missing: ${examplesOf(missing).slice(0, 3).map(quoted).join(', ')}.`,
			remedy: 'Keep every row; to take one out of the scores set its Usage to Ignored.',
		});
	}
	if (added.length) {
		const row = young.lines[young.rowOf.get(added[0]!)!]!;
		problems.push({
			...{ code: 'unknown_id', column, count: added.length, examples: examplesOf(added) },
			...{ row, line: young.quoteLine(row) },
			detail: `${plural(added.length, 'id')} ${added.length === 1 ? 'is' : 'are'} not in the present solution: ${examplesOf(added).slice(0, 3).map(quoted).join(', ')}. No submission predicts ${added.length === 1 ? 'it' : 'them'}.`,
			remedy: `Remove the ${added.length === 1 ? 'row' : 'rows'}, or correct the id.${didYouMean(added[0]!, missing)}`,
		});
	}
	return problems;
}

/** Findings and classes that a split had and would lose: their figures would become undefined. */
function splitProblems(old: SolutionRows, young: SolutionRows, spec: TaskSpec): FileProblem[] {
	const [before, after] = [old.yTrue, young.yTrue];
	if (!before || !after) return [];
	const multiclass = spec.task === 'multiclass';
	return spec.labels.flatMap((column, k) =>
		SPLITS.flatMap(([split, usage]) => {
			const lost = (value: 0 | 1) =>
				young.usage.includes(usage) &&
				countIn(young, after[k]!, usage, value) === 0 &&
				countIn(old, before[k]!, usage, value) > 0;
			if (multiclass) {
				if (!lost(1)) return [];
				return [
					{
						...{ code: 'class_in_one_split', column },
						detail: `No row of the class ${quoted(column)} is left among the ${split} rows.`,
						remedy: 'Check the class column, or set the Usage of some of its rows.',
					},
				];
			}
			return ([1, 0] as const).filter(lost).map((value) => ({
				...{ code: value ? 'no_positives' : 'no_negatives', column },
				detail: `${quoted(column)} has no ${value ? 'positive' : 'negative'} left among the ${split} rows, so its figures there would be undefined.`,
				remedy: 'Check the column, or set the Usage of some of its rows.',
			}));
		}),
	);
}

/** A whole split that is gone. */
function emptySplits(old: SolutionRows, young: SolutionRows): FileProblem[] {
	if (!old.usage.includes(USAGE.private) || young.usage.includes(USAGE.private)) return [];
	return [
		{
			...{ code: 'no_private_rows', column: 'Usage' },
			detail: 'No row is private any more, so that there would be no private board.',
			remedy: 'Set Usage to Private in the rows that had it.',
		},
	];
}

export const problemsAgainst = (
	old: SolutionRows,
	young: SolutionRows,
	spec: TaskSpec,
): FileProblem[] => [
	...idProblems(old, young, spec),
	...emptySplits(old, young),
	...splitProblems(old, young, spec),
];

/** What differs, as counts over the rows that both have. */
export function differenceOf(
	old: SolutionRows,
	young: SolutionRows,
	spec: TaskSpec,
): SolutionChange {
	const pairs = [...young.rowOf].flatMap(([id, row]) => {
		const before = old.rowOf.get(id);
		return before === undefined ? [] : [[before, row] as const];
	});
	const count = (differs: (before: number, after: number) => boolean) =>
		pairs.reduce((n, [before, after]) => n + (differs(before, after) ? 1 : 0), 0);
	const labels = spec.labels.map((label, k) => [
		label,
		old.yTrue && young.yTrue ? count((a, b) => old.yTrue![k]![a] !== young.yTrue![k]![b]) : 0,
	]);
	return {
		labels: Object.fromEntries(labels),
		usage: count((a, b) => old.usage[a] !== young.usage[b]),
		groups: count((a, b) => old.groups[a] !== young.groups[b]),
	};
}
