/** Pairs of submissions that are more alike than their skill explains. People decide; this counts. */
import { Z95 } from '../stats/normal.ts';
import type { Predictions, Solution } from '../types.ts';
import { columnsOf, compareColumns, sampleRows, type Candidate } from './candidates.ts';
import { judge, SIGN_ORDER, signsOf, type Judged } from './judge.ts';
import type { Sign, SimilarPair, Similarity } from './types.ts';

export interface SimilarityEntry {
	predictions: Predictions;
	/** Entries of one owner are not compared with each other. */
	owner: string;
}

export interface SimilarityOptions {
	/** Rank correlations are computed on at most this many rows, drawn by a fixed seed. Default 4,000. */
	maxRows?: number;
	/** Holm-adjusted p below which a pair is listed as closer than chance. Default 0.01. */
	alpha?: number;
	onProgress?: (done: number, of: number) => void;
}

function present(c: Candidate, judged: Judged, signs: Sign[], names: readonly string[]) {
	const { fitted, spread, z, p } = judged;
	const pair: SimilarPair = {
		...{ a: c.a, b: c.b, signs, z, p, equalCells: c.equal },
		correlation: c.closeness === null ? null : Math.tanh(c.closeness),
		expected:
			fitted === null
				? null
				: {
						correlation: Math.tanh(fitted),
						range: [Math.tanh(fitted - Z95 * spread), Math.tanh(fitted + Z95 * spread)],
					},
		sharedColumns: c.shared.map((k) => names[k]!),
		sameOrder: c.sameOrder.map((k) => names[k]!),
		labels: Object.fromEntries(c.labels.map((r, k) => [names[k]!, r])),
	};
	return pair;
}

/**
 * Compares every two submissions of different owners.
 *
 * The statistic is the mean over findings of Fisher's z of the rank correlation within the true
 * classes. What two members share with everyone is taken out (`one-factor.ts`); what is left is judged
 * against its robust spread, one-sided, and corrected by Holm for the number of pairs.
 * O(pairs × findings × rows); 300 submissions of 14 findings take seconds.
 *
 * @param labels names of the columns of the predictions, as in the task
 */
export function findSimilar(
	entries: readonly SimilarityEntry[],
	solution: Solution,
	labels: readonly string[],
	{ maxRows = 4000, alpha = 0.01, onProgress }: SimilarityOptions = {},
): Similarity {
	const rows = sampleRows(solution.ids.length, maxRows);
	const columns = entries.map((entry) => columnsOf(entry.predictions, solution.yTrue, rows));
	const candidates: Candidate[] = [];
	for (let a = 0; a < entries.length; a++) {
		for (let b = a + 1; b < entries.length; b++)
			if (entries[a]!.owner !== entries[b]!.owner)
				candidates.push(compareColumns(a, b, columns[a]!, columns[b]!));
		onProgress?.(a + 1, entries.length);
	}
	const { judged, withheld } = judge(entries.length, candidates);
	const pairs = candidates
		.flatMap((candidate, i) => {
			const signs = signsOf(candidate, judged[i]!.p, alpha);
			return signs.length > 0 ? [present(candidate, judged[i]!, signs, labels)] : [];
		})
		.sort(
			(x, y) =>
				SIGN_ORDER.indexOf(x.signs[0]!) - SIGN_ORDER.indexOf(y.signs[0]!) ||
				(y.correlation ?? 0) - (x.correlation ?? 0),
		);
	const correlations = candidates
		.flatMap(({ closeness }) => (closeness === null ? [] : [Math.tanh(closeness)]))
		.sort((x, y) => x - y);
	return { pairs, compared: candidates.length, rows: rows.length, correlations, withheld };
}
