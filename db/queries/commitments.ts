import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db } from '../client.server.ts';
import { commitments, type CommitmentRow } from '../schema/commitments.ts';
import { competitions, type CompetitionRow } from '../schema/competitions.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export type NewCommitment = Omit<CommitmentRow, 'revealedAt'>;

/** In the order in which they were made. Salt and content are for organisers until they are revealed. */
export const listCommitments = (db: Db, competitionId: string): Promise<CommitmentRow[]> =>
	db
		.select()
		.from(commitments)
		.where(eq(commitments.competitionId, competitionId))
		.orderBy(asc(commitments.number));

/** Appends after the last one; where that is not its predecessor any more nothing is written. */
export const insertCommitment = (
	db: Db,
	c: NewCommitment,
	when: SQL = sql`1 = 1`,
): BatchItem<'sqlite'> =>
	db.run(sql`
		INSERT INTO commitments
			(id, competition_id, number, hash, salt, content, reason, created_at)
		SELECT ${c.id}, ${c.competitionId}, ${c.number}, ${c.hash}, ${c.salt}, ${c.content},
			${c.reason}, ${c.createdAt}
		WHERE ${when} AND ${c.number} = 1 + (SELECT coalesce(max(number), 0) FROM commitments
			WHERE competition_id = ${c.competitionId})`);

/** @returns false if somebody else made one with this number */
export async function addCommitment(
	db: Db,
	commitment: NewCommitment,
	entry: NewAuditEntry,
): Promise<boolean> {
	const made = sql`EXISTS (SELECT 1 FROM commitments WHERE id = ${commitment.id})`;
	return (await withEntry(db, entry, [insertCommitment(db, commitment)], made)).seq !== null;
}

/** Competitions that have opened (UTC ms) and are bound to nothing yet. */
export const listUncommitted = (db: Db, now: number): Promise<CompetitionRow[]> =>
	db
		.select()
		.from(competitions)
		.where(
			and(
				eq(competitions.draft, false),
				sql`(${competitions.opensAt} IS NULL OR ${competitions.opensAt} <= ${now})`,
				sql`NOT EXISTS (SELECT 1 FROM commitments m WHERE m.competition_id = ${competitions.id})`,
			),
		);

/**
 * Publishes salts and contents of all commitments, after the close.
 * @returns false if that is done already, or there is none
 */
export async function revealCommitments(
	db: Db,
	{ releasesFiles }: { releasesFiles: boolean },
	entry: NewAuditEntry,
): Promise<boolean> {
	const { competitionId, at } = entry;
	const closed = sql`EXISTS (SELECT 1 FROM competitions c
		WHERE c.id = ${competitionId} AND c.closes_at <= ${at})`;
	const hidden = and(
		eq(commitments.competitionId, competitionId),
		isNull(commitments.revealedAt),
		closed,
	)!;
	const statements = [
		db
			.update(competitions)
			.set({ releasesFiles })
			.where(
				and(
					eq(competitions.id, competitionId),
					sql`EXISTS (SELECT 1 FROM commitments WHERE ${hidden})`,
				),
			),
		db.update(commitments).set({ revealedAt: at }).where(hidden),
	];
	return (await withEntry(db, entry, statements, CHANGED)).seq !== null;
}
