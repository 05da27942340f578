import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import { id, instant } from './columns.ts';
import { competitions } from './competitions.ts';

export const REVISED = ['overview', 'data', 'rules', 'settings'] as const;
export type Revised = (typeof REVISED)[number];

/** Every change of a page or of the settings, with what stood there before and after. */
export const revisions = sqliteTable(
	'revisions',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		part: text('part', { enum: REVISED }).notNull(),
		/** 1, 2, 3 … of each part. */
		number: integer('number').notNull(),
		/** Markdown of a page; settings as JSON. */
		before: text('before').notNull(),
		after: text('after').notNull(),
		/** The number whose state was brought back. */
		restored: integer('restored'),
		userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
		userName: text('user_name').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [uniqueIndex('revision_number').on(t.competitionId, t.part, t.number)],
);

export type RevisionRow = typeof revisions.$inferSelect;
