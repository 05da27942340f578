import { sql } from 'drizzle-orm';
import { index, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns.ts';
import { competitions } from './competitions.ts';
import { submissions } from './submissions.ts';
import { teams } from './teams.ts';

/**
 * Public bests through time: one row each time a team improves. The board of an instant is the rows
 * with achieved_at <= instant < superseded_at.
 */
export const standings = sqliteTable(
	'standings',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		teamId: text('team_id')
			.notNull()
			.references(() => teams.id, { onDelete: 'cascade' }),
		submissionId: text('submission_id')
			.notNull()
			.references(() => submissions.id, { onDelete: 'cascade' }),
		score: real('score').notNull(),
		/** The evaluation that put it there: a rescoring gives the submission another one. */
		evaluationId: text('evaluation_id'),
		/** When the submission was made: the earlier of two equal scores is listed first. */
		submittedAt: instant('submitted_at').notNull(),
		achievedAt: instant('achieved_at').notNull(),
		supersededAt: instant('superseded_at'),
	},
	(t) => [
		uniqueIndex('standing_current')
			.on(t.teamId)
			.where(sql`superseded_at IS NULL`),
		index('standing_competition').on(t.competitionId, t.supersededAt, t.achievedAt),
	],
);
