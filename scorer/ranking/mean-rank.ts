/** Ranking by several metrics at once. */

export interface MeanRankEntry {
	key: string;
	/** Score per metric, in the order of the directions; null is undefined. */
	scores: readonly (number | null)[];
}

export interface MeanRanked {
	key: string;
	/** Mean over the metrics; null where no score is defined. */
	meanRank: number | null;
	/** Rank in each metric. */
	ranks: number[];
}

const usable = (score: number | null | undefined): score is number =>
	score !== null && score !== undefined && !Number.isNaN(score);

/** Ranks from 1; equal scores share the mean of their ranks (Friedman 1937), undefined ones are last. */
function ranksOf(
	scores: readonly (number | null | undefined)[],
	higherIsBetter: boolean,
): number[] {
	const order = scores.map((_, i) => i).filter((i) => usable(scores[i]));
	order.sort((a, b) => (higherIsBetter ? scores[b]! - scores[a]! : scores[a]! - scores[b]!));
	// Never first: with nobody before them they would be.
	const ranks = scores.map(() => Math.max(2, scores.length));
	for (let from = 0; from < order.length;) {
		let to = from + 1;
		while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
		for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
		from = to;
	}
	return ranks;
}

/**
 * The mean of each entry's ranks over the metrics, best first; entries without any score last with
 * null. Equal means keep the order in which the entries came.
 */
export function rankByMeanRank(
	entries: readonly MeanRankEntry[],
	higherIsBetter: readonly boolean[],
): MeanRanked[] {
	const perMetric = higherIsBetter.map((higher, m) =>
		ranksOf(
			entries.map(({ scores }) => scores[m]),
			higher,
		),
	);
	const ranked = entries.map(({ key, scores }, i): MeanRanked => {
		const ranks = perMetric.map((all) => all[i]!);
		const defined = higherIsBetter.some((_, m) => usable(scores[m]));
		const sum = ranks.reduce((total, rank) => total + rank, 0);
		return { key, meanRank: defined ? sum / ranks.length : null, ranks };
	});
	return ranked.sort((a, b) => (a.meanRank ?? Infinity) - (b.meanRank ?? Infinity) || 0);
}
