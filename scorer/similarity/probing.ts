/**
 * Patterns in one team's submissions, in the order of their times, that ask the scorer for labels
 * instead of predicting them.
 */
import type { Predictions } from '../types.ts';
import { dot, stratifiedRanks } from './stratified-ranks.ts';

export type ProbingCode = 'small_steps' | 'constant_columns' | 'unrelated_guesses';

export interface Probing {
	code: ProbingCode;
	/** Numbers of the submissions that show it, as they were given. */
	submissions: number[];
	/** small_steps: rows changed against the most similar earlier file; constant_columns: columns that
	 * are constant; unrelated_guesses: largest absolute rank correlation with an earlier one. */
	figures: number[];
}

/** A step is small when it changes at most this share of the rows, or this many. */
const STEP_SHARE = 0.01;
const STEP_ROWS = 3;
/** So many submissions of a kind make a pattern; fewer are slips. */
const MIN_STEPS = 3;
const MIN_CONSTANT = 3;
const MIN_GUESSES = 5;
/** Rank correlations of honest models of one team are far above this, those of coin tosses below. */
const UNRELATED = 0.2;

const columns = ({ yScore, classes }: Predictions) =>
	yScore.length > 0 ? yScore : [Float64Array.from(classes ?? [])];

/** Rows in which any column differs; counting stops beyond `most`. */
function changedRows(a: Float64Array[], b: Float64Array[], most: number): number {
	const n = a[0]?.length ?? 0;
	let changed = 0;
	for (let row = 0; row < n && changed <= most; row++)
		if (a.some((column, k) => column[row] !== b[k]![row])) changed++;
	return changed;
}

function smallSteps(files: Float64Array[][]): [submission: number, figure: number][] {
	const most = Math.max(STEP_ROWS, STEP_SHARE * (files[0]?.[0]?.length ?? 0));
	return files.flatMap((file, i): [number, number][] => {
		const fewest = Math.min(
			Infinity,
			...files
				.slice(0, i)
				.map((earlier) => changedRows(file, earlier, most))
				.filter((changed) => changed > 0),
		);
		return fewest <= most ? [[i, fewest]] : [];
	});
}

/** All columns constant but one, or a few: what is left is scored alone. */
const constantColumns = (files: Float64Array[][]) =>
	files.flatMap((file, i): [number, number][] => {
		const constant = file.filter((column) => column.every((x) => x === column[0])).length;
		return file.length > 1 && constant >= file.length / 2 ? [[i, constant]] : [];
	});

/** Files that have nothing to do with each other: votes of a boosting attack (Blum and Hardt 2015). */
function unrelatedGuesses(files: Float64Array[][]): [number, number][] {
	const stratum = new Uint8Array(files[0]?.[0]?.length ?? 0);
	const ranks = files.map((file) => file.map((column) => stratifiedRanks(column, stratum)));
	const correlation = (a: number, b: number) => {
		const values = ranks[a]!.flatMap((x, k) => {
			const y = ranks[b]![k];
			return x && y ? [dot(x, y)] : [];
		});
		return values.length > 0 ? values.reduce((sum, r) => sum + r, 0) / values.length : 1;
	};
	return files.flatMap((_, i): [number, number][] => {
		const others = files.flatMap((_, j) => (j === i ? [] : [Math.abs(correlation(i, j))]));
		const largest = Math.max(0, ...others);
		return others.length > 0 && largest < UNRELATED ? [[i, largest]] : [];
	});
}

/**
 * @param submissions of one team, oldest first, aligned to the solution
 * @returns the patterns found, none for most teams
 */
export function findProbing(submissions: readonly Predictions[]): Probing[] {
	const files = submissions.map(columns);
	const found: [ProbingCode, [number, number][], least: number][] = [
		['small_steps', smallSteps(files), MIN_STEPS],
		['constant_columns', constantColumns(files), MIN_CONSTANT],
		['unrelated_guesses', unrelatedGuesses(files), MIN_GUESSES],
	];
	return found.flatMap(([code, hits, least]) =>
		hits.length >= least
			? [{ code, submissions: hits.map(([i]) => i), figures: hits.map(([, figure]) => figure) }]
			: [],
	);
}
