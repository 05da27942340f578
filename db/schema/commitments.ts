import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns.ts';
import { competitions } from './competitions.ts';

/**
 * What a competition was bound to at an instant, as a published hash. Salt and content stay here
 * until the organiser reveals them: with the salt, hidden labels could be guessed and tried.
 */
export const commitments = sqliteTable(
	'commitments',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		/** 1, 2, 3 … in each competition. */
		number: integer('number').notNull(),
		/** SHA-256 of salt, line feed and content, in hexadecimal digits. Public at once. */
		hash: text('hash').notNull(),
		/** 32 random bytes in hexadecimal digits. */
		salt: text('salt').notNull(),
		/** Canonical JSON, see src/lib/verification/content.ts. */
		content: text('content').notNull(),
		/** Public: why it replaces the one before; null for the first. */
		reason: text('reason'),
		createdAt: instant('created_at').notNull(),
		revealedAt: instant('revealed_at'),
	},
	(t) => [uniqueIndex('commitment_number').on(t.competitionId, t.number)],
);

export type CommitmentRow = typeof commitments.$inferSelect;
