/** Which columns of a solution are which. */
import { duplicateColumns, findColumn } from '../csv/columns.ts';
import { didYouMean } from '../csv/nearest.ts';
import { listed, quoted } from '../csv/text.ts';
import type { Problem } from '../problems.ts';
import type { TaskSpec } from '../types.ts';

export interface SolutionColumns {
	names: string[];
	id: number;
	/** Per label, -1 where the classes are in one column. */
	labels: number[];
	/** Multiclass with one class column, or -1. */
	class: number;
	/** -1: every row is public. */
	usage: number;
	group: number;
	subgroups: number[];
	problems: Problem[];
}

/** Names of a class column, tried when the specification names none. */
const CLASS_NAMES = ['class', 'label', 'target', 'diagnosis'];

const missing = (
	code: 'missing_id_column' | 'missing_column',
	name: string,
	what: string,
	names: string[],
): Problem => ({
	code,
	column: name,
	detail: `The solution has no column ${quoted(name)} (${what}).`,
	remedy: `Add it, or correct the name in competition.yaml.${didYouMean(name, names)}`,
});

/** A class column where one is named, or where the labels are no columns. */
function findClasses(names: string[], spec: TaskSpec, labels: number[]): number {
	if (spec.task !== 'multiclass') return -1;
	if (spec.target !== undefined) return findColumn(names, spec.target);
	if (labels.every((column) => column >= 0)) return -1;
	return CLASS_NAMES.map((name) => findColumn(names, name)).find((column) => column >= 0) ?? -1;
}

function labelProblems(
	names: string[],
	spec: TaskSpec,
	labels: number[],
	classes: number,
): Problem[] {
	if (classes >= 0) return [];
	if (spec.task === 'multiclass' && spec.target !== undefined) {
		return [missing('missing_column', spec.target, 'the class of each row', names)];
	}
	if (spec.task === 'multiclass' && labels.every((column) => column < 0)) {
		return [
			{
				code: 'missing_column',
				detail: `The solution has neither a class column (${listed(CLASS_NAMES, 4, 4)}) nor one 0/1 column per class.`,
				remedy: 'Name the class column under `target` in competition.yaml.',
			},
		];
	}
	return spec.labels.flatMap((label, k) =>
		labels[k]! < 0 ? [missing('missing_column', label, 'a label, 0 or 1 per row', names)] : [],
	);
}

function repeated(names: string[]): Problem[] {
	return duplicateColumns(names).map(([name, columns]) => ({
		code: 'duplicate_column',
		column: name,
		count: columns.length,
		detail: `${columns.length} columns of the solution are named ${quoted(name)}.`,
		remedy: 'Keep one of them and remove or rename the others.',
	}));
}

/** Finds every column that the specification names, and says which are not there. */
export function matchSolution(names: string[], spec: TaskSpec, line: number): SolutionColumns {
	const id = findColumn(names, spec.id);
	const asLabels = spec.labels.map((label) => findColumn(names, label));
	const classes = findClasses(names, spec, asLabels);
	const group = spec.group === undefined ? -1 : findColumn(names, spec.group);
	const subgroups = (spec.subgroups ?? []).map((name) => findColumn(names, name));
	const problems = [
		...repeated(names),
		...(id < 0 ? [missing('missing_id_column', spec.id, 'the id of each row', names)] : []),
		...labelProblems(names, spec, asLabels, classes),
		...(spec.group !== undefined && group < 0
			? [missing('missing_column', spec.group, 'named under `group`', names)]
			: []),
		...(spec.subgroups ?? []).flatMap((name, i) =>
			subgroups[i]! < 0 ? [missing('missing_column', name, 'named under `subgroups`', names)] : [],
		),
	];
	return {
		names,
		id,
		labels: classes >= 0 ? spec.labels.map(() => -1) : asLabels,
		class: classes,
		usage: findColumn(names, 'Usage'),
		group,
		subgroups,
		problems: problems.map((problem) => ({ ...problem, row: line })),
	};
}
