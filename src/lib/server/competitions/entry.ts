import type { AuditAction, NewAuditEntry } from '#db/queries/audit';
import type { UserRow } from '#db/schema/auth';
import type { Seat } from '../access.ts';

/** An entry of the audit log by somebody in a competition; null is a command on the data folder. */
export const entryBy = (
	seat: { competition: Pick<Seat['competition'], 'id'> },
	user: Pick<UserRow, 'id' | 'name'> | null,
	action: AuditAction,
	now: number,
	about: Pick<NewAuditEntry, 'target' | 'detail'> = {},
): NewAuditEntry => ({
	competitionId: seat.competition.id,
	at: now,
	actor: user && { id: user.id, name: user.name },
	action,
	...about,
});
