/** Who is told what, where, and what they have read. */
import { and, count, desc, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { competitions } from '../schema/competitions.ts';
import {
	notifications,
	notificationSettings,
	toldEvents,
	type NotificationParams,
	type NotificationRow,
} from '../schema/notifications.ts';

/** Those who are told: accounts, the members of a team, or everyone who takes part. */
export type Recipients = { users: readonly string[] } | { team: string } | { competition: string };

export interface NewNotification {
	kind: string;
	event: string;
	competitionId: string | null;
	params: NotificationParams;
	href: string;
	to: Recipients;
	/** Does the kind go there unless someone said otherwise? */
	byDefault: { site: boolean; mail: boolean };
	now: number;
}

function among(to: Recipients): SQL {
	if ('team' in to)
		return sql`u.id IN (SELECT user_id FROM team_members WHERE team_id = ${to.team})`;
	if ('competition' in to)
		return sql`u.id IN (SELECT user_id FROM team_members WHERE competition_id = ${to.competition})`;
	return sql`u.id IN (SELECT value FROM json_each(${JSON.stringify(to.users)}))`;
}

const wanted = (kind: string, place: 'site' | 'mail', byDefault: boolean) => sql`coalesce((
	SELECT ${sql.raw(place)} FROM notification_settings s
	WHERE s.user_id = u.id AND s.kind = ${kind}), ${byDefault ? 1 : 0})`;

/**
 * Writes a notification for everyone it concerns and wants it, and the mails with it, as one batch.
 * @returns the accounts whose bell it reached; those who were told of the event before are not told again
 */
export async function insertNotifications(db: Db, n: NewNotification): Promise<string[]> {
	const values = sql`lower(hex(randomblob(16))), u.id, ${n.competitionId}, ${n.kind}, ${n.event},
		${JSON.stringify(n.params)}, ${n.href}, ${n.now}`;
	const columns = sql.raw('id, user_id, competition_id, kind, event, params, href, created_at');
	const [told] = await db.batch([
		db.all<{ user_id: string }>(sql`
			INSERT INTO notifications (${columns})
			SELECT ${values} FROM user u
			WHERE ${among(n.to)} AND ${wanted(n.kind, 'site', n.byDefault.site)}
			ON CONFLICT DO NOTHING RETURNING user_id`),
		db.run(sql`
			INSERT INTO outbox (${columns}, status, attempts, not_before)
			SELECT ${values}, 'waiting', 0, ${n.now} FROM user u
			WHERE ${among(n.to)} AND ${wanted(n.kind, 'mail', n.byDefault.mail)}
			ON CONFLICT DO NOTHING`),
	]);
	return told.map((row) => row.user_id);
}

export interface NotificationView extends NotificationRow {
	competition: { slug: string; title: string } | null;
}

/** Newest first. */
export async function listNotifications(
	db: Db,
	userId: string,
	{ limit, offset }: { limit: number; offset: number },
): Promise<NotificationView[]> {
	const rows = await db
		.select({ row: notifications, slug: competitions.slug, title: competitions.title })
		.from(notifications)
		.leftJoin(competitions, eq(competitions.id, notifications.competitionId))
		.where(eq(notifications.userId, userId))
		.orderBy(desc(notifications.createdAt), sql`notifications.rowid DESC`)
		.limit(limit)
		.offset(offset);
	return rows.map(({ row, slug, title }) => ({
		...row,
		competition: slug === null ? null : { slug, title: title ?? slug },
	}));
}

export const countNotifications = (db: Db, userId: string): Promise<number> =>
	db.$count(notifications, eq(notifications.userId, userId));

export async function countUnread(db: Db, userId: string): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(notifications)
		.where(and(eq(notifications.userId, userId), isNull(notifications.readAt)));
	return row!.n;
}

/** @param ids null: all of them */
export async function markRead(
	db: Db,
	userId: string,
	ids: readonly string[] | null,
	now: number,
): Promise<void> {
	await db
		.update(notifications)
		.set({ readAt: now })
		.where(
			and(
				eq(notifications.userId, userId),
				isNull(notifications.readAt),
				ids === null ? undefined : inArray(notifications.id, [...ids]),
			),
		);
}

export interface NotificationSetting {
	kind: string;
	site: boolean;
	mail: boolean;
}

export const listNotificationSettings = (db: Db, userId: string): Promise<NotificationSetting[]> =>
	db
		.select({
			kind: notificationSettings.kind,
			site: notificationSettings.site,
			mail: notificationSettings.mail,
		})
		.from(notificationSettings)
		.where(eq(notificationSettings.userId, userId));

export async function setNotificationSetting(
	db: Db,
	userId: string,
	{ kind, site, mail }: NotificationSetting,
): Promise<void> {
	await db
		.insert(notificationSettings)
		.values({ userId, kind, site, mail })
		.onConflictDoUpdate({
			target: [notificationSettings.userId, notificationSettings.kind],
			set: { site, mail },
		});
}

export async function wasTold(db: Db, event: string): Promise<boolean> {
	return (await db.$count(toldEvents, eq(toldEvents.event, event))) > 0;
}

export async function setTold(db: Db, event: string, at: number): Promise<void> {
	await db.insert(toldEvents).values({ event, at }).onConflictDoNothing();
}

/** Notifications from before an instant are gone. */
export async function dropNotificationsBefore(db: Db, at: number): Promise<void> {
	await db.delete(notifications).where(lt(notifications.createdAt, at));
}
