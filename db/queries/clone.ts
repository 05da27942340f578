/** What a clone takes along beside the competition itself. */
import { sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db } from '../client.server.ts';
import { withEntry, type Actor } from './audit.ts';

export interface Cloned {
	from: string;
	to: string;
	/** Students too, as on the list, without accounts, teams or extensions. */
	roster: boolean;
	actor: Actor;
	/** Slug of the original. */
	original: string;
	now: number;
}

/** Class rules, grade scheme, the roster if asked for: into a competition that was just made. */
export async function copyClass(db: Db, cloned: Cloned): Promise<void> {
	const { from, to, roster, actor, original, now } = cloned;
	const statements: BatchItem<'sqlite'>[] = [
		db.run(sql`
			UPDATE competitions SET class = (SELECT class FROM competitions WHERE id = ${from})
			WHERE id = ${to}`),
		db.run(sql`
			INSERT INTO grade_schemes (competition_id, scheme, revision, updated_at)
			SELECT ${to}, scheme, 1, ${now} FROM grade_schemes WHERE competition_id = ${from}`),
	];
	if (roster) {
		statements.push(
			db.run(sql`
				INSERT INTO roster_entries (id, competition_id, name, email, student_id, section,
					group_name, position, created_at)
				SELECT lower(hex(randomblob(16))), ${to}, name, email, student_id, section, group_name,
					position, ${now}
				FROM roster_entries WHERE competition_id = ${from}`),
		);
	}
	const entry = { competitionId: to, at: now, actor, action: 'competition_cloned' as const };
	await withEntry(db, { ...entry, target: original, detail: { roster } }, statements);
}
