import type { Attempts } from '#lib/api/schemas/competitions';
import { listAttempts } from '#db/queries/submissions';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';

/** A rolling window is fair in every time zone, and the next free attempt is an instant. */
export const WINDOW_MS = 24 * 60 * 60 * 1000;

/** What a team has left. Attempts that were given back never count. */
export async function attemptsOf(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	competition: Pick<CompetitionRow, 'id' | 'perDay' | 'teamMaxSize' | 'class'>,
	teamId: string,
): Promise<Attempts> {
	const made = await listAttempts(db, competition, teamId, now() - WINDOW_MS);
	const limit = competition.perDay;
	const left = limit === null ? null : Math.max(0, limit - made.length);
	// The limit may have been lowered: then several must expire before one is free.
	const blocking = limit !== null && left === 0 ? made[made.length - limit] : undefined;
	return {
		per_day: limit,
		used: made.length,
		left,
		next_free_at: blocking === undefined ? null : new Date(blocking + WINDOW_MS).toISOString(),
	};
}
