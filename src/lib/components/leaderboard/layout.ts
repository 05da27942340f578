import type { Leaderboard } from '#lib/api/schemas/leaderboard';

/** More columns than these, ties and mean ranks among them, would leave the plot no room. */
const MOST_COLUMNS = 3;

/** What a board's table has room for, the same for all of its rows. */
export interface BoardLayout {
	/** Paired tests separate the ranks of this board, now or in a moment. */
	tests: boolean;
	/** Somebody may be tied with the first: its place is kept. */
	tie: boolean;
	meanRank: boolean;
	/** Further metrics are columns of their own on a wide screen; else they stand in second lines. */
	inline: boolean;
}

export function layoutOf(
	board: Pick<Leaderboard, 'separation' | 'ranking' | 'columns'>,
): BoardLayout {
	const { separation } = board;
	const tie = separation !== null && (!separation.ready || (separation.tied_with_first ?? 0) > 1);
	const meanRank = board.ranking === 'mean_rank';
	const taken = Number(tie) + Number(meanRank);
	const { length } = board.columns;
	return {
		tests: separation !== null,
		tie,
		meanRank,
		inline: length > 0 && taken + length <= MOST_COLUMNS,
	};
}

/** `1–4`; empty where the tests leave one rank, or were not made. */
export function rangeText(range: readonly [number, number] | null): string {
	return range && range[0] < range[1] ? `${range[0]}–${range[1]}` : '';
}
