import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

/** Publishes the private board by hand, after the close. @returns false if there is nothing to publish */
export async function revealBoard(db: Db, entry: NewAuditEntry): Promise<boolean> {
	const { competitionId, at } = entry;
	const reveal = db.run(sql`
		UPDATE competitions
		SET reveal = 'by_hand', reveal_at = ${at}, board_revision = board_revision + 1
		WHERE id = ${competitionId} AND closes_at <= ${at} AND reveal <> 'at_close'
			AND (reveal_at IS NULL OR reveal_at > ${at})`);
	return (await withEntry(db, entry, [reveal], CHANGED)).seq !== null;
}
