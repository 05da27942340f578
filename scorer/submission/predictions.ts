/** From the columns of a file to predictions in the solution's row order. */
import type { Alignment } from '../csv/align.ts';
import type { Columns } from '../csv/table.ts';
import type { Tally } from '../csv/tally.ts';
import { plural } from '../csv/text.ts';
import type { Notice } from '../problems.ts';
import type { Predictions, SubmissionFormat } from '../types.ts';
import { argmax, contradictions, readClasses } from './classes.ts';
import type { SubmissionColumns } from './columns.ts';
import { checkScores } from './values.ts';

export interface ReadPredictions {
	notices: Notice[];
	detail: string;
	/** Only to be called when nothing was refused. Null: the rows are where they belong. */
	align(alignment: Alignment | null): Predictions;
}

/** Values of a file's rows in the order of the expected rows. */
function scatter<T extends Float64Array | Uint8Array>(values: T, alignment: Alignment | null): T {
	if (alignment === null) return values;
	const { target, sameOrder } = alignment;
	// A copy in either case: the reader's array may have spare room behind it.
	const out = values.slice() as T;
	if (sameOrder) return out;
	for (let row = 0; row < target.length; row++) out[target[row]!] = values[row]!;
	return out;
}

function multiclassPredictions(
	yScore: Float64Array[],
	named: Uint8Array | null,
): (alignment: Alignment | null) => Predictions {
	return (alignment) => {
		const aligned = yScore.map((scores) => scatter(scores, alignment));
		const classes = named ? scatter(named, alignment) : argmax(aligned);
		return { yScore: aligned, classes };
	};
}

/**
 * Reads scores and classes, in file order until `align` is called. A class column beside scores
 * must name a class with the highest score in every row; then it breaks ties, otherwise the file
 * contradicts itself (`class_and_scores`).
 */
export function readPredictions(
	table: Columns,
	columns: SubmissionColumns,
	format: SubmissionFormat,
	tally: Tally,
): ReadPredictions {
	const { lines, rows } = table;
	const found = columns.labels.filter((column) => column >= 0);
	const scored = found.map((column) => ({
		name: columns.names[column]!,
		values: table.numbers.get(column)!,
	}));
	const scores = checkScores(scored, lines, format, tally);
	const yScore = scored.map(({ values }) => values);
	if (columns.class < 0) {
		const align =
			format.task === 'multiclass'
				? multiclassPredictions(yScore, null)
				: (to: Alignment | null) => ({ yScore: yScore.map((values) => scatter(values, to)) });
		return { ...scores, align };
	}
	const column = columns.names[columns.class]!;
	const cells = table.text.get(columns.class)!;
	const classes = readClasses({ column, cells, lines }, format.labels, tally);
	if (found.length === format.labels.length) {
		for (const row of contradictions(classes, yScore)) {
			tally.add('class_and_scores', { row: lines[row]!, column, example: cells[row]! });
		}
	}
	const detail = found.length > 0 ? scores.detail : `${plural(rows, 'class', 'classes')} named.`;
	return { ...scores, detail, align: multiclassPredictions(yScore, classes) };
}
