/** Tables to download that hold the hidden labels, whatever they are called and however they are written. */
import { own } from '#scorer/own';
import { findColumn } from '#scorer/csv/columns';
import { readTable } from '#scorer/csv/table';
import { plural, quoted } from '#scorer/csv/text';
import { MISSING, USAGE, type Solution, type TaskSpec } from '#scorer/types';
import { unpack } from '#scorer/index';
import type { FolderProblem } from './types.ts';

/** Larger tables are not looked into. */
const MAX_BYTES = 100_000_000;
/** Fewer rows may agree by chance. */
const LEAST_ROWS = 5;

const BIT: Record<string, 0 | 1> = { '0': 0, '0.0': 0, false: 0, '1': 1, '1.0': 1, true: 1 };

/** What a cell says of a label: 0, 1, or nothing. */
function valueOf(cell: string, spec: TaskSpec, k: number, ofClass: boolean): 0 | 1 | null {
	if (ofClass) return cell === '' ? null : cell === spec.labels[k] ? 1 : 0;
	return own(BIT, cell.toLowerCase()) ?? null;
}

/** Columns of a table that could tell labels: [label number, column, holds class names]. */
function tellingColumns(names: string[], spec: TaskSpec, target: string | undefined) {
	const classes = target === undefined ? -1 : findColumn(names, target);
	return spec.labels.flatMap((label, k) => {
		const own = findColumn(names, label);
		return [
			...(own >= 0 ? [{ k, column: own, ofClass: false }] : []),
			...(classes >= 0 ? [{ k, column: classes, ofClass: true }] : []),
		];
	});
}

/**
 * The label of which a table gives every test row that it names the true value, both values among
 * them; null where there is none. Constant columns, as in a sample submission, tell nothing.
 */
function toldLabel(bytes: Uint8Array, spec: TaskSpec, solution: Solution) {
	let id = -1;
	let telling: ReturnType<typeof tellingColumns> = [];
	let header: string[] = [];
	const { table } = readTable(bytes, {
		header(names) {
			header = names;
			id = findColumn(names, spec.id);
			telling = id < 0 ? [] : tellingColumns(names, spec, solution.target);
			const wanted = telling.length ? [id, ...telling.map(({ column }) => column)] : [];
			return { text: [...new Set(wanted)], numbers: [] };
		},
		badCell() {},
		raggedRow() {},
	});
	const rows = (table?.text.get(id) ?? []).map((text) => solution.rowOf.get(text));
	for (const { k, column, ofClass } of telling) {
		const cells = table!.text.get(column)!;
		const counts = [0, 0];
		const agrees = rows.every((row, i) => {
			if (row === undefined || solution.usage[row] === USAGE.ignored) return true;
			const truth = solution.yTrue[k]![row]!;
			if (truth === MISSING) return true;
			counts[truth]!++;
			return valueOf(cells[i]!, spec, k, ofClass) === truth;
		});
		const told = counts[0]! + counts[1]!;
		if (agrees && counts[0] && counts[1] && told >= LEAST_ROWS) {
			return { column: header[column]!, rows: told };
		}
	}
	return null;
}

/** Every table among the files to download that tells labels of test rows. */
export function checkDownloads(
	folder: ReadonlyMap<string, Uint8Array>,
	spec: TaskSpec,
	solution: Solution,
): FolderProblem[] {
	return [...folder].flatMap(([file, bytes]): FolderProblem[] => {
		if (!/^data\/.*\.(csv|tsv|txt)(\.gz)?$/i.test(file) || bytes.length > MAX_BYTES) return [];
		const unpacked = unpack(bytes, { maxBytes: MAX_BYTES });
		const told = unpacked.ok && toldLabel(unpacked.bytes, spec, solution);
		if (!told) return [];
		return [
			{
				...{ code: 'solution_leak', file, column: told.column, count: told.rows },
				detail: `The column ${quoted(told.column)} gives the hidden label of ${plural(told.rows, 'test row')}, and participants can download it.`,
				remedy: 'Take the test rows or the column out of the file.',
			},
		];
	});
}
