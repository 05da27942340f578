import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/**
 * Who did what when in a competition, as a chain of hashes (db/audit-chain.ts). Nothing here refers
 * to another table: an entry outlives the account and the competition that it is about. Triggers of
 * the migration refuse changes and deletions.
 */
export const auditEntries = sqliteTable(
	'audit_entries',
	{
		competitionId: text('competition_id').notNull(),
		/** 1, 2, 3 … in each competition. */
		seq: integer('seq').notNull(),
		at: instant('at').notNull(),
		/** Null: the server itself, or a command on the data folder. */
		actorId: text('actor_id'),
		actorName: text('actor_name').notNull(),
		action: text('action').notNull(),
		/** What it was done to: an id, a page, a team's name. */
		target: text('target'),
		/** Canonical JSON, as it was hashed. */
		detail: text('detail').notNull(),
		/** Hash of the entry before; 64 zeros for the first. */
		previous: text('previous').notNull(),
		hash: text('hash').notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.competitionId, t.seq] }),
		index('audit_action').on(t.competitionId, t.action),
	],
);

export type AuditRow = typeof auditEntries.$inferSelect;
