/** Where the ids are, when no column has the right name. */
import type { Columns } from '../csv/table.ts';
import { quoted } from '../csv/text.ts';
import type { Problem } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';
import type { SubmissionColumns } from './columns.ts';

const SAMPLE = 200;

/** The column problems, with the remedy of a missing id column naming the column that holds ids. */
export function locateIds(
	columns: SubmissionColumns,
	table: Columns,
	rowOf: () => ReadonlyMap<string, number>,
	format: SubmissionFormat,
): Problem[] {
	if (columns.id >= 0) return columns.problems;
	const holds = [...table.text].find(([, cells]) => {
		const sample = cells.slice(0, SAMPLE);
		return (
			sample.length > 0 && sample.filter((cell) => rowOf().has(cell)).length * 2 > sample.length
		);
	});
	if (!holds) return columns.problems;
	const [column] = holds;
	const name = columns.names[column]!;
	const what = name === '' ? `column ${column + 1}, which has no name,` : `column ${quoted(name)}`;
	return columns.problems.map((problem) =>
		// A missing header is another matter.
		problem.code === 'missing_id_column' && problem.column !== undefined
			? {
					...problem,
					remedy: `The ids are in ${what.replace(/,$/, '')}: name it ${quoted(format.id)}.`,
				}
			: problem,
	);
}
