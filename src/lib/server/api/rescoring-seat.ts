import { findChange } from '#db/queries/scoring-changes';
import type { ChangeState, ScoringChangeRow } from '#db/schema/scoring-changes';
import { requireCompetition, requireOrganiser, type Seat } from '../access.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';

type Asking = { var: { viewer: Seat['viewer'] } };

/** A competition and its organiser who asks. */
export async function organiserAt(services: Services, c: Asking, slug: string) {
	const seat = await requireCompetition(services, c.var.viewer, slug);
	const { user } = requireOrganiser(seat);
	return { competition: seat.competition, user };
}

/** The same with a change of the scoring; one that must be in a state is refused in another. */
export async function changeAt(
	services: Services,
	c: Asking,
	slug: string,
	number: number,
	state?: ChangeState,
): Promise<Awaited<ReturnType<typeof organiserAt>> & { change: ScoringChangeRow }> {
	const seat = await organiserAt(services, c, slug);
	const change = await findChange(services.db, seat.competition.id, number);
	if (!change) throw new ApiError('not_found', { detail: `There is no change ${number}.` });
	if (state === undefined || change.state === state) return { ...seat, change };
	throw new ApiError('conflict', { detail: `Change ${number} is ${change.state}.` });
}
