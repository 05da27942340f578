import { and, desc, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { competitions, type NewCompetitionRow } from '../schema/competitions.ts';
import { revisions, type Revised, type RevisionRow } from '../schema/revisions.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export interface Revision {
	part: Revised;
	before: string;
	after: string;
	/** The number whose state was brought back. */
	restored?: number;
	/** What the writer had seen last; null does not ask. */
	expected: number | null;
}

const latest = (competitionId: string, part: Revised) => sql`
	(SELECT coalesce(max(number), 0) FROM revisions
		WHERE competition_id = ${competitionId} AND part = ${part})`;

/**
 * Changes a competition, keeps the revision and appends the entry, all or nothing. Whoever caches
 * its boards learns that they may differ.
 * @returns false if somebody else changed the part meanwhile
 */
export async function reviseCompetition(
	db: Db,
	values: Partial<NewCompetitionRow>,
	revision: Revision,
	entry: NewAuditEntry,
): Promise<boolean> {
	const { competitionId, actor, at } = entry;
	const { part, before, after, restored = null, expected } = revision;
	const number = latest(competitionId, part);
	const update = db
		.update(competitions)
		.set({ ...values, boardRevision: sql`${competitions.boardRevision} + 1` })
		.where(
			and(
				eq(competitions.id, competitionId),
				expected === null ? undefined : sql`${number} = ${expected}`,
			),
		);
	const insert = db.run(sql`
		INSERT INTO revisions (id, competition_id, part, number, before, after, restored, user_id,
			user_name, created_at)
		SELECT ${uuidv7()}, ${competitionId}, ${part}, ${number} + 1, ${before}, ${after}, ${restored},
			${actor?.id ?? null}, ${actor?.name ?? 'server'}, ${at} WHERE changes() > 0`);
	return (await withEntry(db, entry, [update, insert], CHANGED)).seq !== null;
}

/** Newest first. */
export async function listRevisions(
	db: Db,
	competitionId: string,
	part: Revised,
	page: { page: number; page_size: number },
): Promise<{ rows: RevisionRow[]; total: number }> {
	const where = and(eq(revisions.competitionId, competitionId), eq(revisions.part, part));
	const rows = await db
		.select()
		.from(revisions)
		.where(where)
		.orderBy(desc(revisions.number))
		.limit(page.page_size)
		.offset((page.page - 1) * page.page_size);
	return { rows, total: await db.$count(revisions, where) };
}

export async function findRevision(
	db: Db,
	competitionId: string,
	part: Revised,
	number: number,
): Promise<RevisionRow | undefined> {
	const [row] = await db
		.select()
		.from(revisions)
		.where(
			and(
				eq(revisions.competitionId, competitionId),
				eq(revisions.part, part),
				eq(revisions.number, number),
			),
		);
	return row;
}

/** Number of the newest revision of a part; 0 where there is none. */
export async function findLatestRevision(
	db: Db,
	competitionId: string,
	part: Revised,
): Promise<number> {
	const [row] = await db.all<{ n: number }>(sql`SELECT ${latest(competitionId, part)} AS n`);
	return row!.n;
}
