/** Advice on a competition folder: the scorer's, with what only the folder's files tell. */
import { advise, type Advice } from '#scorer/advice/index';
import { findColumn } from '#scorer/csv/columns';
import { readTable } from '#scorer/csv/table';
import type { CompetitionFolder } from './types.ts';

/** Cells of a column of a CSV; null where there is none. */
function readColumn(bytes: Uint8Array, name: string): readonly string[] | null {
	let column = -1;
	const { table } = readTable(bytes, {
		header(names) {
			column = findColumn(names, name);
			return { text: column < 0 ? [] : [column], numbers: [] };
		},
		badCell() {},
		raggedRow() {},
	});
	return table?.text.get(column) ?? null;
}

/** Cells of files to download whose name says that they are for training. */
function inTraining({ files }: CompetitionFolder, column: string): Set<string> {
	const tables = files.filter(({ name }) => /train[^/]*\.csv$/i.test(name));
	return new Set(tables.flatMap(({ bytes }) => readColumn(bytes, column) ?? []));
}

/** What its organiser should know before it opens, the worst first. */
export function adviseFolder(competition: CompetitionFolder): Advice[] {
	const { spec, solution, solutionBytes } = competition;
	const groups = spec.group === undefined ? null : readColumn(solutionBytes, spec.group);
	return advise({
		labels: spec.labels,
		ids: solution.ids,
		yTrue: solution.yTrue,
		usage: solution.usage,
		...(groups ? { groups, trainGroups: inTraining(competition, spec.group!) } : {}),
		trainIds: inTraining(competition, spec.id),
	});
}
