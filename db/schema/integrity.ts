import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, json } from './columns.ts';
import { competitions } from './competitions.ts';

const competitionId = () =>
	text('competition_id')
		.notNull()
		.references(() => competitions.id, { onDelete: 'cascade' });

/** One comparison of all participants' predictions, for the staff. */
export const integrityRuns = sqliteTable(
	'integrity_runs',
	{
		id: id(),
		competitionId: competitionId(),
		state: text('state', { enum: ['running', 'done', 'failed'] }).notNull(),
		/** Steps of the work, for a progress bar. */
		done: integer('done').notNull(),
		of: integer('of').notNull(),
		userName: text('user_name').notNull(),
		startedAt: instant('started_at').notNull(),
		/** Of the last sign of life: a run without one for a minute was interrupted. */
		beatAt: instant('beat_at').notNull(),
		finishedAt: instant('finished_at'),
		/** Ids of the submissions that were compared, as `findings` numbers them. */
		submissions: json<string[]>('submissions').notNull(),
		/** What scorer/service/similarity-job.ts found. */
		findings: json<unknown>('findings'),
		/** For the staff. */
		failure: text('failure'),
	},
	(t) => [index('integrity_run').on(t.competitionId, t.startedAt)],
);

export const VERDICTS = ['explained', 'to_discuss'] as const;

/** What people decided about a pair or a pattern; it outlives the runs. */
export const integrityMarks = sqliteTable(
	'integrity_marks',
	{
		competitionId: competitionId(),
		/** `pair:<submission>:<submission>`, the smaller id first, or `probing:<team>:<code>`. */
		key: text('key').notNull(),
		verdict: text('verdict', { enum: VERDICTS }).notNull(),
		note: text('note').notNull(),
		userName: text('user_name').notNull(),
		markedAt: instant('marked_at').notNull(),
	},
	(t) => [primaryKey({ columns: [t.competitionId, t.key] })],
);

export type IntegrityRunRow = typeof integrityRuns.$inferSelect;
export type IntegrityMarkRow = typeof integrityMarks.$inferSelect;
