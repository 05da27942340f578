import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';
import { restateStanding, type Restated } from './standing-changes.ts';

/** Takes a submission off the boards. @returns false if it is off them already */
export async function disqualifySubmission(
	db: Db,
	{ id, reason, ...team }: Restated & { id: string; reason: string },
	entry: NewAuditEntry,
): Promise<boolean> {
	const mark = db.run(sql`
		UPDATE submissions SET disqualified_at = ${team.now}, disqualified_reason = ${reason}
		WHERE id = ${id} AND disqualified_at IS NULL`);
	return (await withEntry(db, entry, [mark], CHANGED, restateStanding(db, team))).seq !== null;
}

/** @returns false if it was not disqualified */
export async function reinstateSubmission(
	db: Db,
	{ id, ...team }: Restated & { id: string },
	entry: NewAuditEntry,
): Promise<boolean> {
	const clear = db.run(sql`
		UPDATE submissions SET disqualified_at = NULL, disqualified_reason = NULL
		WHERE id = ${id} AND disqualified_at IS NOT NULL`);
	return (await withEntry(db, entry, [clear], CHANGED, restateStanding(db, team))).seq !== null;
}
