/**
 * Until when a class takes submissions. A student may have a closing time of their own, and the late
 * policy takes what comes after it: some hours without consequence, then some days at a price.
 */
import type { CompetitionRow } from '#db/schema/competitions';

const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

type Times = Pick<CompetitionRow, 'closesAt' | 'class' | 'extendedUntil'>;

/** When a team's submissions stop to count in full, without the grace; null is never. */
export const deadlineOf = (
	{ closesAt }: Pick<Times, 'closesAt'>,
	extendedUntil: number | null,
): number | null => (closesAt === null ? null : Math.max(closesAt, extendedUntil ?? 0));

export const graceMs = ({ class: rules }: Pick<Times, 'class'>): number =>
	(rules?.late?.grace_hours ?? 0) * HOUR_MS;

/** After a deadline and its grace: how long submissions are taken for a lower grade. */
const lateMs = ({ class: rules }: Pick<Times, 'class'>): number =>
	(rules?.late?.days ?? 0) * DAY_MS;

/** When nothing of a team is taken for a grade any more; null is never. */
export const lastCall = (competition: Times, deadline: number | null): number | null =>
	deadline === null ? null : deadline + graceMs(competition) + lateMs(competition);

/** When the last student's time has run out: what is hidden until the close waits for it. */
export const settledAt = (competition: Times): number | null =>
	lastCall(competition, deadlineOf(competition, competition.extendedUntil));

/** Days begun after a deadline and its grace; 0 is in time. */
export function daysLate(competition: Times, deadline: number | null, submittedAt: number): number {
	if (deadline === null) return 0;
	return Math.max(0, Math.ceil((submittedAt - deadline - graceMs(competition)) / DAY_MS));
}
