/** A baseline and its card, for one reader. */
import type { Card } from '#baselines/cards/schema';
import { findBaseline, findCard } from '#db/queries/baseline-cards';
import type { BaselineCardRow } from '#db/schema/baseline-cards';
import type { TeamRow } from '#db/schema/teams';
import { withoutTest, type Withheld } from '#lib/baseline-card/withhold';
import type { Seat } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';

/** @throws ApiError not_found, also for a team that is no baseline */
export async function requireBaseline(
	{ db }: Pick<Services, 'db'>,
	seat: Seat,
	id: string,
): Promise<TeamRow> {
	const team = await findBaseline(db, seat.competition.id, id);
	if (team) return team;
	throw new ApiError('not_found', { detail: 'There is no such baseline.' });
}

export interface CardForReader {
	row: BaselineCardRow;
	/** Without what the reader may not see. */
	card: Card;
	withheld: Withheld[];
}

type Cards = Pick<Services, 'cards'>;

/** Nothing of the hidden test split before the close, but for organisers. */
export async function cardFor(
	{ cards }: Cards,
	{ canSeePrivate }: Pick<Seat, 'canSeePrivate'>,
	row: BaselineCardRow,
): Promise<CardForReader> {
	const card = await cards.read(row.sha256);
	return { row, ...(canSeePrivate ? { card, withheld: [] } : withoutTest(card)) };
}

/** @throws ApiError not_found where the baseline has none */
export async function requireCard(
	services: Cards & Pick<Services, 'db'>,
	seat: Seat,
	team: TeamRow,
): Promise<CardForReader> {
	const row = await findCard(services.db, team.id);
	if (row) return cardFor(services, seat, row);
	throw new ApiError('not_found', {
		detail: `The baseline "${team.name}" has no card.`,
		remedy: 'An organiser can send one with `holdout baseline publish`.',
	});
}
