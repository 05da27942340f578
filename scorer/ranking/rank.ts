/** Standard competition ranking: equal scores share a rank and the next rank is skipped (1, 2, 2, 4). */

export interface RankInput {
	key: string;
	/** Null is undefined: it never ranks. */
	score: number | null;
	/** When the score was reached, in ms. Orders equals; it does not break their tie. */
	at: number;
}

export type Ranked<T extends RankInput> = T & {
	rank: number | null;
	/** Another row has the same score. */
	tied: boolean;
};

/**
 * Ranks rows and sorts them best first, undefined scores last; among equals the earlier comes
 * first, then the key. NaN counts as undefined.
 */
export function rankRows<T extends RankInput>(
	rows: readonly T[],
	higherIsBetter: boolean,
): Ranked<T>[] {
	const direction = higherIsBetter ? -1 : 1;
	const scoreOf = ({ score }: T): number | null =>
		score === null || Number.isNaN(score) ? null : score;
	const sorted = [...rows].sort((a, b) => {
		const x = scoreOf(a);
		const y = scoreOf(b);
		if (x === null || y === null) {
			if (x !== null) return -1;
			if (y !== null) return 1;
		} else if (x !== y) return x < y ? -direction : direction;
		return a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
	});
	let rank = 0;
	return sorted.map((row, i) => {
		const score = scoreOf(row);
		if (score === null) return { ...row, rank: null, tied: false };
		const sameAsBefore = i > 0 && scoreOf(sorted[i - 1]!) === score;
		const sameAsNext = i + 1 < sorted.length && scoreOf(sorted[i + 1]!) === score;
		if (!sameAsBefore) rank = i + 1;
		return { ...row, rank, tied: sameAsBefore || sameAsNext };
	});
}
