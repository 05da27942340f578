/** The way of a submission with which nothing is wrong: straight to predictions in the expected order. */
import { readAligned, type AlignedColumns } from '../csv/byte-reader.ts';
import { MARK_NOTICE } from '../csv/decode.ts';
import { delimiterNotices } from '../csv/dialect.ts';
import { expectedIds } from '../csv/expected-ids.ts';
import { readingNotices, WINDOWS_NOTICE } from '../csv/table.ts';
import { Tally } from '../csv/tally.ts';
import type { Notice } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';
import { checked, formDetail } from './checks.ts';
import { matchSubmission, type SubmissionColumns } from './columns.ts';
import { idsCheck, ROW_ORDER } from './ids.ts';
import { readPredictions } from './predictions.ts';
import type { Validation } from './validate.ts';

const fileNotices = (read: AlignedColumns): Notice[] => [
	...(read.byteOrderMark ? [MARK_NOTICE] : []),
	...delimiterNotices(read.delimiter),
	...(read.windowsLineEnds ? [WINDOWS_NOTICE] : []),
	...readingNotices(read),
];

/**
 * Accepts a submission without any problem; the result is what the reader of record leads to.
 * @returns null where there may be one, which is not looked into here
 */
export function validateQuickly(
	bytes: Uint8Array,
	format: SubmissionFormat,
	rowOf: () => ReadonlyMap<string, number>,
	progress: (fraction: number) => void,
): Extract<Validation, { ok: true }> | null {
	const expected = expectedIds(format.ids);
	if (!expected) return null;
	let columns: SubmissionColumns | undefined;
	const read = readAligned(bytes, expected, {
		header(names) {
			columns = matchSubmission(names, format, rowOf, 1);
			if (columns.problems.length > 0) return null;
			const numbers = columns.labels.filter((column) => column >= 0);
			return { id: columns.id, numbers, text: columns.class < 0 ? [] : [columns.class] };
		},
		progress,
	});
	if (!read || !columns) return null;

	const rows = expected.size;
	const tally = new Tally();
	// Lines are only asked for where something is tallied, and then they are not used.
	const table = { rows, lines: new Int32Array(0), text: read.text, numbers: read.numbers };
	const predicted = readPredictions(table, columns, format, tally);
	if (!tally.isEmpty) return null;
	return {
		ok: true,
		predictions: predicted.align(null),
		rows,
		notices: [
			...fileNotices(read),
			...columns.notices,
			...(read.sameOrder ? [] : [ROW_ORDER]),
			...predicted.notices,
		],
		checks: [
			checked('format', false, formDetail(rows, columns.names.length)),
			checked('columns', false, columns.detail),
			idsCheck(rows, format, false),
			checked('values', false, predicted.detail),
		],
	};
}
