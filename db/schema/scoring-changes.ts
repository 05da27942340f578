import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Notice } from '#scorer/problems';
import { user } from './auth.ts';
import { id, instant, json } from './columns.ts';
import { competitions, type CompetitionRow } from './competitions.ts';
import { evaluations } from './evaluations.ts';
import { submissions, type StoredProblem } from './submissions.ts';

/** Columns of a competition that say how a submission is scored and ranked, beside the solution. */
export const SCORING_COLUMNS = [
	...(['metric', 'columns', 'ranking', 'parameters', 'threshold', 'thresholds'] as const),
	...(['missingLabels', 'groupColumn', 'subgroups', 'bands', 'minGroup'] as const),
] as const satisfies (keyof CompetitionRow)[];
export type Scoring = Pick<CompetitionRow, (typeof SCORING_COLUMNS)[number]>;

/** What a corrected solution changes, as counts: no label is named with its row. */
export interface SolutionChange {
	/** Cells whose label differs, by finding or class. */
	labels: Record<string, number>;
	/** Rows with another usage. */
	usage: number;
	/** Rows with another value in a group or subgroup column. */
	groups: number;
}

export const CHANGE_STATES = ['open', 'published', 'discarded'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/**
 * A change of how a competition is scored, on its way from a proposal to a published or discarded
 * one. While it is open every scored submission is scored by it too.
 */
export const scoringChanges = sqliteTable(
	'scoring_changes',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		/** 1, 2, 3 … in each competition. */
		number: integer('number').notNull(),
		state: text('state', { enum: CHANGE_STATES }).notNull().default('open'),
		/** Why, in the organiser's words; published with the commitment. */
		reason: text('reason').notNull(),
		/** Of solution_versions: the present one, where only settings change. */
		solutionVersion: integer('solution_version').notNull(),
		/** The version that it replaces. */
		solutionBefore: integer('solution_before').notNull(),
		/** Null where the solution stays. */
		solutionChange: json<SolutionChange>('solution_change'),
		before: json<Scoring>('before').notNull(),
		after: json<Scoring>('after').notNull(),
		notices: json<Omit<Notice, 'code'>[]>('notices'),
		userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
		userName: text('user_name').notNull(),
		createdAt: instant('created_at').notNull(),
		/** When it was published or discarded, by whom. */
		endedAt: instant('ended_at'),
		endedBy: text('ended_by'),
		/** Set by the batch that publishes, so that its statements know that it was theirs. */
		publishToken: text('publish_token'),
		/** The notice that went with it. */
		announcementId: text('announcement_id'),
	},
	(t) => [
		uniqueIndex('scoring_change_number').on(t.competitionId, t.number),
		uniqueIndex('one_open_change')
			.on(t.competitionId)
			.where(sql`state = 'open'`),
	],
);

/** A submission under an open change. A row appears when somebody takes it up. */
export const rescorings = sqliteTable(
	'rescorings',
	{
		changeId: text('change_id')
			.notNull()
			.references(() => scoringChanges.id, { onDelete: 'cascade' }),
		submissionId: text('submission_id')
			.notNull()
			.references(() => submissions.id, { onDelete: 'cascade' }),
		/** Invalid: not a file that the change can score. Failed: our fault. */
		state: text('state', { enum: ['scoring', 'scored', 'invalid', 'failed'] }).notNull(),
		leaseToken: text('lease_token'),
		leaseOwner: text('lease_owner'),
		leaseExpiresAt: instant('lease_expires_at'),
		/** Times that scoring threw. */
		crashes: integer('crashes').notNull().default(0),
		evaluationId: text('evaluation_id').references(() => evaluations.id, { onDelete: 'set null' }),
		problems: json<StoredProblem[]>('problems'),
		notices: json<Notice[]>('notices'),
		/** Why scoring failed, for organisers. */
		failure: text('failure'),
	},
	(t) => [
		primaryKey({ columns: [t.changeId, t.submissionId] }),
		index('rescoring_submission').on(t.submissionId),
		index('rescoring_state').on(t.changeId, t.state),
	],
);

export type ScoringChangeRow = typeof scoringChanges.$inferSelect;
