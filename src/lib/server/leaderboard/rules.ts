import type { CompetitionRow } from '#db/schema/competitions';
import type { BoardSplit } from './board.ts';

/** What breaks a tie, in a sentence. */
export const TIE_RULE = 'Equal scores share a rank; the earlier submission is listed first.';

/** Which submission of a team counts, in a sentence. */
export function selectionRule(split: BoardSplit, { final }: Pick<CompetitionRow, 'final'>): string {
	if (split === 'public') return 'The best public score of each participant counts.';
	return final === 1
		? 'The private score of each participant’s best public submission counts.'
		: `Of each participant’s ${final} best public submissions, the best private score counts.`;
}
