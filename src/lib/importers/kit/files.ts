/** The tables of a competition folder: the hidden solution, and what participants may have. */
import { randomUnit } from '#scorer/stats/random';
import { MISSING } from '#scorer/types';
import type { Column, Draft } from '../types.ts';
import { writeCsv } from './csv.ts';
import type { Divided } from './split.ts';
import { shuffled } from './stratify.ts';

/** Labels as they are written: one column each, or one class column. */
function labelColumns(draft: Draft): Column[] {
	const { labels, yTrue, labelCells, target } = draft;
	if (target) {
		const values = draft.ids.map((_, row) => labels[yTrue.findIndex((y) => y[row] === 1)] ?? '');
		return [{ name: target, values }];
	}
	return labels.map((name, k) => ({
		name,
		values: labelCells?.[k] ?? Array.from(yTrue[k]!, (y) => (y === MISSING ? '' : String(y))),
	}));
}

export interface Naming {
	/** Test rows get numbers instead of their published ids, in random order. */
	opaque: boolean;
	seed: number;
	/** Training labels are among the files to download; otherwise only which rows are for training. */
	trainingLabels: boolean;
}

/** Test rows in the order in which they are written, and what they are called there. */
function nameTestRows(draft: Draft, test: readonly number[], { opaque, seed }: Naming) {
	if (!opaque) return { order: test, ids: draft.ids };
	const order = Array.from(shuffled(test.length, randomUnit(seed + 2)), (i) => test[i]!);
	const digits = Math.max(5, String(test.length).length);
	const ids = [...draft.ids];
	order.forEach((row, i) => (ids[row] = `test-${String(i + 1).padStart(digits, '0')}`));
	return { order, ids };
}

export interface Tables {
	solution: Uint8Array;
	/** Under data/: name, bytes, and what it holds. */
	data: { name: string; bytes: Uint8Array; description: string }[];
}

const count = (n: number) => n.toLocaleString('en-GB');

/** Ids of the test rows as the solution writes them, by row number. */
export function testIds(draft: Draft, test: readonly number[], naming: Naming) {
	const { ids } = nameTestRows(draft, test, naming);
	return (row: number): string => ids[row]!;
}

function trainFile(
	draft: Draft,
	train: readonly number[],
	labels: readonly Column[],
	withLabels: boolean,
): Tables['data'][number] {
	const { group, shown, trainOnly } = draft;
	const id: Column = { name: draft.id, values: draft.ids };
	if (!withLabels) {
		return {
			name: 'train_ids.csv',
			bytes: writeCsv([id], train),
			description: `${count(train.length)} rows for training; their labels are in the publisher’s files`,
		};
	}
	// The patient is part of what training needs: a validation split must be made by it.
	const groupShown = group && !shown.includes(group) ? [group] : [];
	return {
		name: 'train.csv',
		bytes: writeCsv([id, ...groupShown, ...shown, ...trainOnly, ...labels], train),
		description: `${count(train.length)} training rows with their labels`,
	};
}

/** The hidden solution, and what participants may have. */
export function makeTables(
	draft: Draft,
	{ train, test, isPublic }: Divided,
	naming: Naming,
): Tables {
	const { opaque, trainingLabels } = naming;
	const labels = labelColumns(draft);
	const named = nameTestRows(draft, test, naming);
	const id: Column = { name: draft.id, values: named.ids };
	const usage = draft.ids.map((_, row) => (isPublic.has(row) ? 'Public' : 'Private'));
	const key: Column[] = opaque ? [{ name: 'File', values: draft.ids }] : [];
	const { group, subgroups, hidden, shown } = draft;
	const solution = writeCsv(
		[
			...[id, ...labels, ...(group ? [group] : []), ...subgroups, ...hidden, ...key],
			{ name: 'Usage', values: usage },
		],
		named.order,
	);
	return {
		solution,
		data: [
			...(train.length ? [trainFile(draft, train, labels, trainingLabels)] : []),
			{
				name: 'test.csv',
				bytes: writeCsv(opaque ? [id] : [id, ...shown], named.order),
				description: `${count(test.length)} test rows without labels: predict these`,
			},
			...(train.length && trainingLabels ? (draft.extraFiles?.(train) ?? []) : []),
		],
	};
}
