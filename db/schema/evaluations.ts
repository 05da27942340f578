import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SplitReport } from '#scorer/types';
import { id, instant, json } from './columns.ts';
import { submissions } from './submissions.ts';

/** Values and intervals of the board's further columns, by metric id. */
export type StoredFigures = Record<
	string,
	[value: number | null, lo: number | null, hi: number | null]
>;

/**
 * One scoring of one submission by one version of solution, metric and scorer. Never rewritten.
 * What is public and what is hidden until the close are separate columns, so that a query that does
 * not name the private ones cannot leak them. Evaluations of earlier versions have neither intervals
 * nor evidence.
 */
export const evaluations = sqliteTable(
	'evaluations',
	{
		id: id(),
		submissionId: text('submission_id')
			.notNull()
			.references(() => submissions.id, { onDelete: 'cascade' }),
		/** The lease that wrote it: a claim writes at most one evaluation. */
		leaseToken: text('lease_token').notNull().unique(),
		solutionVersion: integer('solution_version').notNull(),
		metric: text('metric').notNull(),
		metricVersion: integer('metric_version').notNull(),
		scorerVersion: text('scorer_version').notNull(),
		rows: integer('rows').notNull(),
		durationMs: real('duration_ms').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Null is undefined and never ranks. */
		publicScore: real('public_score'),
		privateScore: real('private_score'),
		/** What leaderboards read stands before the reports: SQLite would have to read past them. */
		publicLo: real('public_lo'),
		publicHi: real('public_hi'),
		privateLo: real('private_lo'),
		privateHi: real('private_hi'),
		publicFigures: json<StoredFigures>('public_figures'),
		privateFigures: json<StoredFigures>('private_figures'),
		/** SHA-256 of the stored Evidence: what a paired test needs of this evaluation. Never served. */
		publicEvidence: text('public_evidence'),
		privateEvidence: text('private_evidence'),
		publicReport: json<SplitReport>('public_report').notNull(),
		privateReport: json<SplitReport>('private_report'),
		allReport: json<SplitReport>('all_report'),
	},
	(t) => [index('evaluation_submission').on(t.submissionId)],
);

export type EvaluationRow = typeof evaluations.$inferSelect;
