import { and, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { announcements, type AnnouncementRow } from '../schema/announcements.ts';
import { user } from '../schema/auth.ts';
import { competitions } from '../schema/competitions.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export interface Announcement extends AnnouncementRow {
	/** Null: the account is gone, or the server itself. */
	author: string | null;
}

const NEWEST = [desc(announcements.pinned), desc(announcements.publishAt), desc(announcements.id)];

const views = (db: Db) =>
	db
		.select({ row: announcements, author: user.name })
		.from(announcements)
		.leftJoin(user, eq(user.id, announcements.userId));

const flat = (rows: { row: AnnouncementRow; author: string | null }[]): Announcement[] =>
	rows.map(({ row, author }) => ({ ...row, author }));

/**
 * Pinned ones first, then newest first.
 * @param until those for later than this instant (UTC ms) are left out; null for organisers
 */
export const listAnnouncements = async (
	db: Db,
	competitionId: string,
	until: number | null,
): Promise<Announcement[]> =>
	flat(
		await views(db)
			.where(
				and(
					eq(announcements.competitionId, competitionId),
					until === null ? undefined : lte(announcements.publishAt, until),
				),
			)
			.orderBy(...NEWEST)
			.limit(500),
	);

/** Those that became readable after one instant and until another, oldest first. */
export const listPublishedBetween = (
	db: Db,
	competitionId: string,
	after: number,
	until: number,
): Promise<AnnouncementRow[]> =>
	db
		.select()
		.from(announcements)
		.where(
			and(
				eq(announcements.competitionId, competitionId),
				gt(announcements.publishAt, after),
				lte(announcements.publishAt, until),
			),
		)
		.orderBy(announcements.publishAt);

/** Of all competitions: became readable after one instant and until another, and nobody was told yet. */
export const listAnnouncementsToTell = (
	db: Db,
	after: number,
	until: number,
): Promise<{ id: string; title: string; competitionId: string; slug: string }[]> =>
	db
		.select({
			id: announcements.id,
			title: announcements.title,
			competitionId: announcements.competitionId,
			slug: competitions.slug,
		})
		.from(announcements)
		.innerJoin(competitions, eq(competitions.id, announcements.competitionId))
		.where(
			and(
				gt(announcements.publishAt, after),
				lte(announcements.publishAt, until),
				eq(competitions.draft, false),
				sql`NOT EXISTS (SELECT 1 FROM told_events t
					WHERE t.event = 'announcement:' || ${announcements.id})`,
			),
		)
		.orderBy(announcements.publishAt);

export async function findAnnouncement(
	db: Db,
	competitionId: string,
	id: string,
): Promise<Announcement | undefined> {
	const rows = await views(db).where(
		and(eq(announcements.competitionId, competitionId), eq(announcements.id, id)),
	);
	return flat(rows)[0];
}

export async function insertAnnouncement(
	db: Db,
	row: typeof announcements.$inferInsert & { id: string },
	entry: NewAuditEntry,
): Promise<void> {
	await withEntry(db, entry, [db.insert(announcements).values(row)]);
}

const one = (competitionId: string, id: string) =>
	and(eq(announcements.competitionId, competitionId), eq(announcements.id, id));

/** @returns false if there is none */
export async function updateAnnouncement(
	db: Db,
	id: string,
	values: Partial<Pick<AnnouncementRow, 'title' | 'body' | 'pinned' | 'publishAt'>> & {
		editedAt: number;
	},
	entry: NewAuditEntry,
): Promise<boolean> {
	const update = db.update(announcements).set(values).where(one(entry.competitionId, id));
	return (await withEntry(db, entry, [update], CHANGED)).seq !== null;
}

/** @returns false if there is none */
export async function deleteAnnouncement(
	db: Db,
	id: string,
	entry: NewAuditEntry,
): Promise<boolean> {
	const remove = db.delete(announcements).where(one(entry.competitionId, id));
	return (await withEntry(db, entry, [remove], CHANGED)).seq !== null;
}
