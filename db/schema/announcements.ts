import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import { flag, id, instant } from './columns.ts';
import { competitions } from './competitions.ts';

/** News of a competition, for everyone who reads it. */
export const announcements = sqliteTable(
	'announcements',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		title: text('title').notNull(),
		/** Markdown. */
		body: text('body').notNull(),
		pinned: flag('pinned').notNull().default(false),
		userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
		/** Readers see it from this instant on. */
		publishAt: instant('publish_at').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Of the last change after it was made. */
		editedAt: instant('edited_at'),
	},
	(t) => [index('announcement_competition').on(t.competitionId, t.publishAt)],
);

export type AnnouncementRow = typeof announcements.$inferSelect;
