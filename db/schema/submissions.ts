import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Notice, Problem } from '#scorer/problems';
import { user } from './auth.ts';
import { flag, id, instant, json } from './columns.ts';
import { competitions } from './competitions.ts';
import { teams } from './teams.ts';

export const STATUSES = ['received', 'queued', 'scoring', 'scored', 'invalid', 'failed'] as const;
export type Status = (typeof STATUSES)[number];

/** `scoring_failed` is ours; all other codes are the scorer's. */
export type StoredProblem = Omit<Problem, 'code'> & { code: Problem['code'] | 'scoring_failed' };

/** One uploaded file. The row is the truth about where it stands; queues only deliver. */
export const submissions = sqliteTable(
	'submissions',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		teamId: text('team_id')
			.notNull()
			.references(() => teams.id, { onDelete: 'cascade' }),
		/** Null for baselines that came with a competition folder, and for deleted accounts. */
		userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
		status: text('status', { enum: STATUSES }).notNull(),
		attemptReturned: flag('attempt_returned').notNull().default(false),
		fileName: text('file_name').notNull(),
		/** Of the bytes as they were received, compressed or not. */
		sha256: text('sha256').notNull(),
		size: integer('size').notNull(),
		createdAt: instant('created_at').notNull(),
		finishedAt: instant('finished_at'),
		/** The evaluation that counts. */
		evaluationId: text('evaluation_id'),
		/** Whoever holds this token may finish the row. */
		leaseToken: text('lease_token'),
		/** host:pid:instance */
		leaseOwner: text('lease_owner'),
		leaseExpiresAt: instant('lease_expires_at'),
		/** After a crash: not to be claimed before. */
		notBefore: instant('not_before'),
		/** Times that it was taken up, restarts included. */
		claims: integer('claims').notNull().default(0),
		/** Times that scoring threw. */
		crashes: integer('crashes').notNull().default(0),
		/** Arrived after the close: scored and never ranked. */
		late: flag('late').notNull().default(false),
		/** Taken off the boards by an organiser, and why; its owner reads it. */
		disqualifiedAt: instant('disqualified_at'),
		disqualifiedReason: text('disqualified_reason'),
		problems: json<StoredProblem[]>('problems'),
		notices: json<Notice[]>('notices'),
		/** Why scoring failed, for organisers. */
		failure: text('failure'),
	},
	(t) => [
		index('submission_team').on(t.teamId, t.createdAt, t.id),
		index('submission_competition').on(t.competitionId, t.createdAt, t.id),
		index('submission_scored').on(t.competitionId, t.status, t.teamId),
		index('submission_status').on(t.status, t.createdAt),
	],
);

/** What a team chose for the private board; without a choice its best public ones count. */
export const finalSelections = sqliteTable(
	'final_selections',
	{
		teamId: text('team_id')
			.notNull()
			.references(() => teams.id, { onDelete: 'cascade' }),
		submissionId: text('submission_id')
			.notNull()
			.references(() => submissions.id, { onDelete: 'cascade' }),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [primaryKey({ columns: [t.teamId, t.submissionId] })],
);

export type SubmissionRow = typeof submissions.$inferSelect;
