import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import { id, instant } from './columns.ts';
import { competitions } from './competitions.ts';

/** What participants of a class are called on its boards; staff see names in any case. */
export const CLASS_NAMES = ['real', 'chosen', 'assigned'] as const;
/** Whose results a student sees on the boards, beside their own. */
export const CLASS_BOARDS = ['everyone', 'top', 'own'] as const;

/** What handing in after the deadline costs. */
export interface LatePolicy {
	/** After the deadline, without consequence. */
	grace_hours: number;
	/** Of the grade, for every day begun after that. */
	percent_per_day: number;
	/** Nothing is taken later than this many days. */
	days: number;
}

/** A competition that is a class; kept in `competitions.class`. */
export interface ClassRules {
	names: (typeof CLASS_NAMES)[number];
	board: (typeof CLASS_BOARDS)[number];
	/** How many rows `top` shows. */
	top: number;
	/** Null: nothing counts after the deadline. */
	late: LatePolicy | null;
}

/** A student of a class: from the class list, or from joining with the code. */
export const rosterEntries = sqliteTable(
	'roster_entries',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		name: text('name').notNull(),
		/** Lower case; what an account is recognised by. */
		email: text('email').notNull(),
		studentId: text('student_id'),
		section: text('section'),
		/** Students of one section and group are one team. */
		groupName: text('group_name'),
		/** Set when they take part. */
		userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
		/** Their own closing time; null is that of the competition. */
		extendedUntil: instant('extended_until'),
		extensionNote: text('extension_note'),
		position: integer('position').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [
		uniqueIndex('roster_email').on(t.competitionId, t.email),
		uniqueIndex('roster_user')
			.on(t.competitionId, t.userId)
			.where(sql`user_id IS NOT NULL`),
		index('roster_order').on(t.competitionId, t.position),
	],
);

export type RosterEntryRow = typeof rosterEntries.$inferSelect;
