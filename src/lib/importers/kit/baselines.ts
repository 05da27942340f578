/** Reference submissions that need no image, computed from the training rows. */
import { baselines, submissionCsv } from '#baselines/index';
import { MISSING } from '#scorer/types';
import type { Draft } from '../types.ts';
import type { Divided } from './split.ts';

export interface BaselineFile {
	name: string;
	note: string;
	file: string;
	bytes: Uint8Array;
}

const pick = <T>(values: ArrayLike<T>, rows: readonly number[]) => rows.map((row) => values[row]!);

/**
 * One file per plain baseline; none without training rows, or where training labels are missing.
 * @param idOf id of a test row in the solution
 */
export function baselineFiles(
	draft: Draft,
	{ train, test }: Divided,
	idOf: (row: number) => string,
	seed: number,
): BaselineFile[] {
	const { task, labels, yTrue, shown } = draft;
	const unknown = yTrue.some((y) => train.some((row) => y[row] === MISSING));
	if (!train.length || unknown) return [];
	const metadataOf = (rows: readonly number[]) =>
		Object.fromEntries(shown.map(({ name, values }) => [name, pick(values, rows)]));
	const ids = test.map(idOf);
	const useful = baselines.filter(({ id }) => id !== 'metadata' || shown.length > 0);
	return useful.map(({ id, name, note, predict }) => ({
		...{ name, note, file: `baselines/${id}.csv` },
		bytes: submissionCsv(
			draft.id,
			labels,
			ids,
			predict({
				...{ task, labels, seed },
				train: {
					yTrue: yTrue.map((y) => Uint8Array.from(pick(y, train))),
					metadata: metadataOf(train),
				},
				test: { ids, metadata: metadataOf(test) },
			}),
		),
	}));
}
