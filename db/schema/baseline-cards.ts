import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';
import { submissions } from './submissions.ts';
import { teams } from './teams.ts';

/** The model card of a baseline. Its bytes are a stored file, so that an export returns them as they came. */
export const baselineCards = sqliteTable(
	'baseline_cards',
	{
		teamId: text('team_id')
			.primaryKey()
			.references(() => teams.id, { onDelete: 'cascade' }),
		/** The submission of the same run. */
		submissionId: text('submission_id').references(() => submissions.id, { onDelete: 'set null' }),
		sha256: text('sha256').notNull(),
		size: integer('size').notNull(),
		updatedAt: instant('updated_at').notNull(),
	},
	(t) => [index('baseline_card_submission').on(t.submissionId)],
);

/** Pictures that a card names, as far as they have arrived. A card that changes drops them. */
export const baselinePictures = sqliteTable(
	'baseline_pictures',
	{
		teamId: text('team_id')
			.notNull()
			.references(() => baselineCards.teamId, { onDelete: 'cascade' }),
		/** As the card names it, such as `gallery/01-Nodule.webp`. */
		path: text('path').notNull(),
		sha256: text('sha256').notNull(),
		size: integer('size').notNull(),
		type: text('type', { enum: ['image/webp', 'image/png', 'image/jpeg'] }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.teamId, t.path] })],
);

export type BaselineCardRow = typeof baselineCards.$inferSelect;
export type BaselinePictureRow = typeof baselinePictures.$inferSelect;
