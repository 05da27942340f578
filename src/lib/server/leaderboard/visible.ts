import type { Seat } from '../access.ts';
import type { Board, BoardEntry } from './board.ts';

/**
 * The participants whose results a reader sees, in order: in a class perhaps only the first ones and
 * their own team. Rows with the rank of the last that is shown are shown too.
 */
export function visibleRows(
	{ competition, organiser, team }: Pick<Seat, 'competition' | 'organiser' | 'team'>,
	{ participants }: Pick<Board, 'participants'>,
): BoardEntry[] {
	const rules = competition.class;
	if (organiser || !rules || rules.board === 'everyone') return participants;
	const top = rules.board === 'top' ? rules.top : 0;
	return participants.filter(
		({ rank, teamId }) => (rank !== null && rank <= top) || teamId === team?.id,
	);
}
