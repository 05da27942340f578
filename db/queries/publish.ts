import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

/** Lets everyone see a draft. @returns false if it was none */
export async function publishCompetition(db: Db, entry: NewAuditEntry): Promise<boolean> {
	const publish = db.run(
		sql`UPDATE competitions SET draft = 0 WHERE id = ${entry.competitionId} AND draft = 1`,
	);
	return (await withEntry(db, entry, [publish], CHANGED)).seq !== null;
}
