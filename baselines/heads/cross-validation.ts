/** Folds that keep patients together, and predictions for rows that a model has not seen. */
import { randomSource, seedFrom } from '../random-source.ts';
import type { FitOptions, Head } from './head.ts';
import { takeEntries, takeRows, type Matrix } from './matrix.ts';

/**
 * The fold of each row. All rows of a group are in one fold; groups are dealt out in random order,
 * those with positives first, each to the fold that has the fewest of their kind, so that folds are
 * near alike in size and in positives.
 */
export function groupFolds(
	groups: readonly string[],
	y: Uint8Array,
	folds: number,
	seed: number,
): Uint8Array {
	const rowsOf = new Map<string, number[]>();
	groups.forEach((group, row) => {
		const rows = rowsOf.get(group);
		if (rows) rows.push(row);
		else rowsOf.set(group, [row]);
	});
	const { uniform } = randomSource(seedFrom(seed, 'folds'));
	const dealt = [...rowsOf.values()]
		.map((rows) => ({ rows, positives: rows.filter((row) => y[row]).length, key: uniform() }))
		.sort((a, b) => b.positives - a.positives || a.key - b.key);
	const foldOf = new Uint8Array(groups.length);
	const load = Array.from({ length: folds }, () => ({ rows: 0, positives: 0 }));
	for (const { rows, positives } of dealt) {
		const kind = positives > 0 ? 'positives' : 'rows';
		let least = 0;
		for (let k = 1; k < folds; k++) if (load[k]![kind] < load[least]![kind]) least = k;
		load[least]!.rows += rows.length;
		load[least]!.positives += positives;
		for (const row of rows) foldOf[row] = least;
	}
	return foldOf;
}

/** Rows outside and inside a fold. */
export function foldRows(foldOf: Uint8Array, fold: number): { train: number[]; held: number[] } {
	const train: number[] = [];
	const held: number[] = [];
	foldOf.forEach((own, row) => (own === fold ? held : train).push(row));
	return { train, held };
}

/** The score of each row by a model that was trained on the other folds. */
export function outOfFold(
	head: Head,
	x: Matrix,
	y: Uint8Array,
	foldOf: Uint8Array,
	options: FitOptions,
): Float64Array {
	const scores = new Float64Array(y.length);
	const folds = foldOf.reduce((most, fold) => Math.max(most, fold), 0) + 1;
	for (let fold = 0; fold < folds; fold++) {
		const { train, held } = foldRows(foldOf, fold);
		if (held.length === 0) continue;
		const model = head.fit(takeRows(x, train), takeEntries(y, train), options);
		model.predict(takeRows(x, held)).forEach((score, k) => (scores[held[k]!] = score));
	}
	return scores;
}
