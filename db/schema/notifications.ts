import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import { flag, id, instant, json } from './columns.ts';
import { competitions } from './competitions.ts';

export type NotificationParams = Record<string, string | number | null>;

const told = () => ({
	id: id(),
	userId: text('user_id')
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' }),
	competitionId: text('competition_id').references(() => competitions.id, { onDelete: 'cascade' }),
	/** One of src/lib/notifications/kinds.ts. */
	kind: text('kind').notNull(),
	/** What happened, such as `result:<submission>`: nobody is told the same twice. */
	event: text('event').notNull(),
	/** Values of its words; the words are made in the reader's language when they are read. */
	params: json<NotificationParams>('params').notNull(),
	/** Path of the page that it is about. */
	href: text('href').notNull(),
	createdAt: instant('created_at').notNull(),
});

/** What the bell lists. */
export const notifications = sqliteTable(
	'notifications',
	{ ...told(), readAt: instant('read_at') },
	(t) => [
		uniqueIndex('notification_event').on(t.userId, t.event),
		index('notification_reader').on(t.userId, t.createdAt),
		index('notification_unread')
			.on(t.userId)
			.where(sql`read_at IS NULL`),
	],
);

/** Mails that are to go out, and those that went: the row is the truth, the worker only delivers. */
export const outbox = sqliteTable(
	'outbox',
	{
		...told(),
		/** `sending` outlives a crash: whether that mail left is unknown, so it is not sent again. */
		status: text('status', { enum: ['waiting', 'sending', 'sent', 'failed'] })
			.notNull()
			.default('waiting'),
		attempts: integer('attempts').notNull().default(0),
		/** Not before this instant. */
		notBefore: instant('not_before').notNull(),
		sentAt: instant('sent_at'),
		/** What the mail server said last. */
		failure: text('failure'),
	},
	(t) => [
		uniqueIndex('outbox_event').on(t.userId, t.event),
		index('outbox_waiting')
			.on(t.notBefore)
			.where(sql`status = 'waiting'`),
	],
);

/** Where someone differs from what a kind does by itself. */
export const notificationSettings = sqliteTable(
	'notification_settings',
	{
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		kind: text('kind').notNull(),
		site: flag('site').notNull(),
		mail: flag('mail').notNull(),
	},
	(t) => [primaryKey({ columns: [t.userId, t.kind] })],
);

/** Events that everyone of a competition was told of; who joins later is not. */
export const toldEvents = sqliteTable('told_events', {
	event: text('event').primaryKey(),
	at: instant('at').notNull(),
});

export type NotificationRow = typeof notifications.$inferSelect;
export type OutboxRow = typeof outbox.$inferSelect;
