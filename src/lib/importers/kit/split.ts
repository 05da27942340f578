/** Which rows are training data, and which test rows are public. */
import { MISSING } from '#scorer/types';
import { PART, type Draft, type ImportOptions, type Importer, type SplitChoice } from '../types.ts';
import type { Faults } from './faults.ts';
import { readIdList, rowsById } from './id-list.ts';
import { stratify } from './stratify.ts';

export const DEFAULT_PUBLIC_SHARE = 0.4;
const DEFAULT_TEST_SHARE = 0.2;

/** The split that was asked for, or the one that goes without saying. */
export const splitOf = (importer: Importer, { split, testList }: ImportOptions): SplitChoice =>
	split ?? (testList ? 'file' : importer.splits[0]!);

/** Group number per row; without a group column every row is one of its own. */
function groupNumbers({ group, ids }: Draft): Int32Array {
	if (!group) return Int32Array.from(ids, (_, row) => row);
	const numbers = new Map<string, number>();
	return Int32Array.from(group.values, (value) => {
		if (!numbers.has(value)) numbers.set(value, numbers.size);
		return numbers.get(value)!;
	});
}

/** Some of the rows, divided in two by group. Returns the rows of the first part. */
function divide(draft: Draft, rows: readonly number[], share: number, seed: number): Set<number> {
	const all = groupNumbers(draft);
	const numbers = new Map<number, number>();
	const groups = Int32Array.from(rows, (row) => {
		const group = all[row]!;
		if (!numbers.has(group)) numbers.set(group, numbers.size);
		return numbers.get(group)!;
	});
	const labels = draft.yTrue.map((y) => Uint8Array.from(rows, (row) => y[row]!));
	const first = stratify({ groups, labels, share, seed });
	return new Set(rows.filter((_, i) => first[i] === 1));
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

function testRows(
	importer: Importer,
	draft: Draft,
	options: ImportOptions,
	faults: Faults,
): { test: number[]; train: number[] } | null {
	const { ids, normaliseId } = draft;
	const rows = range(ids.length);
	const by = (test: ReadonlySet<number>) => ({
		test: rows.filter((row) => test.has(row)),
		train: rows.filter((row) => !test.has(row)),
	});
	switch (splitOf(importer, options)) {
		case 'all':
			return { test: rows, train: [] };
		case 'random': {
			const share = options.testShare ?? importer.testShare ?? DEFAULT_TEST_SHARE;
			return by(divide(draft, rows, share, options.seed ?? 0));
		}
		case 'official': {
			if (!draft.official) return null;
			const part = draft.official;
			return {
				test: rows.filter((row) => part[row] === PART.test),
				train: rows.filter((row) => part[row] === PART.train),
			};
		}
		case 'file': {
			if (!options.testList) return null;
			const known = rowsById(ids, normaliseId);
			const columns = [draft.id, 'id', 'image', 'image_id'];
			const listed = readIdList(options.testList, columns, known, faults, normaliseId);
			return listed && by(new Set(listed));
		}
	}
}

/** Does every row lack every label? Such rows cannot be scored. */
const isUnlabelled = ({ yTrue }: Draft, row: number) => yTrue.every((y) => y[row] === MISSING);

export interface Divided {
	train: number[];
	test: number[];
	/** Of the test rows. */
	isPublic: ReadonlySet<number>;
}

/** Divides the rows; null, with the reasons among the faults, where no test rows are left. */
export function divideRows(
	importer: Importer,
	draft: Draft,
	options: ImportOptions,
	faults: Faults,
): Divided | null {
	const parts = testRows(importer, draft, options, faults);
	if (!parts || !faults.isEmpty) return null;
	const test = parts.test.filter((row) => !isUnlabelled(draft, row));
	if (!test.length) {
		faults.push({
			code: 'empty_split',
			detail: 'No labelled row is in the test set.',
			remedy: 'Choose another --split, or correct the list of the test set.',
		});
		return null;
	}
	const share = options.publicShare ?? DEFAULT_PUBLIC_SHARE;
	// Another stream than the one that drew the test rows.
	const seed = (options.seed ?? 0) + 1;
	const isPublic = share === 1 ? new Set(test) : divide(draft, test, share, seed);
	return { train: parts.train, test, isPublic };
}
