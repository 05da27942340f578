import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import type { ClassRules } from './classes.ts';
import { flag, id, instant, json } from './columns.ts';

/** When participants may see something; organisers always may. */
export type Visibility = 'always' | 'after_close' | 'never';

/** Who may take part. */
export const JOIN_RULES = ['everyone', 'code', 'domain', 'list', 'approval'] as const;
export type JoinRule = (typeof JOIN_RULES)[number];
/** When the private board is published, once the competition has closed. */
export const REVEALS = ['at_close', 'date', 'by_hand'] as const;

export const competitions = sqliteTable(
	'competitions',
	{
		id: id(),
		slug: text('slug').notNull().unique(),
		title: text('title').notNull(),
		summary: text('summary').notNull(),
		task: text('task', { enum: ['binary', 'multiclass', 'multilabel'] }).notNull(),
		idColumn: text('id_column').notNull(),
		labels: json<string[]>('labels').notNull(),
		negative: text('negative'),
		target: text('target'),
		metric: text('metric').notNull(),
		threshold: real('threshold').notNull(),
		/** Thresholds of single findings that differ from `threshold`. */
		thresholds: json<Record<string, number>>('thresholds'),
		/** Ids of further metrics, shown as columns of the leaderboard. */
		columns: json<string[]>('columns'),
		/** What orders the board: the metric, or the mean of the ranks over metric and columns. */
		ranking: text('ranking', { enum: ['metric', 'mean_rank'] })
			.notNull()
			.default('metric'),
		/** Parameters of metrics that differ from their defaults. */
		parameters: json<Record<string, number>>('parameters'),
		missingLabels: text('missing_labels', { enum: ['error', 'ignore', 'zero', 'one'] }).notNull(),
		groupColumn: text('group_column'),
		subgroups: json<string[]>('subgroups'),
		/** Lower bounds of the bands of a numeric subgroup column. */
		bands: json<Record<string, number[]>>('bands'),
		/** Subgroups of fewer rows are not measured; null is the scorer's default. */
		minGroup: integer('min_group'),
		/** When participants see what; what is left out has a default (competitions/show.ts). */
		show: json<Partial<Record<'curves' | 'subgroups' | 'comparisons', Visibility>>>('show'),
		/** Submissions in any 24 hours; null is no limit. */
		perDay: integer('per_day'),
		/** How many of a team's best public submissions count for the private board. */
		final: integer('final').notNull(),
		opensAt: instant('opens_at'),
		closesAt: instant('closes_at'),
		/** Submissions after the close: refused, or scored and never ranked. */
		late: text('late', { enum: ['refuse', 'accept'] })
			.notNull()
			.default('refuse'),
		reveal: text('reveal', { enum: REVEALS }).notNull().default('at_close'),
		/** The date, or when it was revealed by hand; null is not yet. */
		revealAt: instant('reveal_at'),
		/** Members of a team; 1 is no teams. */
		teamMaxSize: integer('team_max_size').notNull().default(1),
		/** Teams form until this instant; null is until the close. */
		mergeDeadline: instant('merge_deadline'),
		joinRule: text('join_rule', { enum: JOIN_RULES }).notNull().default('everyone'),
		joinCode: text('join_code'),
		/** Lower case, without the at sign. */
		joinDomains: json<string[]>('join_domains'),
		/** Lower case. */
		joinEmails: json<string[]>('join_emails'),
		/** Set where it is a class. */
		class: json<ClassRules>('class'),
		/** The last of its students' own closing times. */
		extendedUntil: instant('extended_until'),
		generated: flag('generated').notNull(),
		/** Nobody but its organisers knows of it until it is published. */
		draft: flag('draft').notNull().default(false),
		/** Markdown. */
		overview: text('overview'),
		data: text('data'),
		rules: text('rules'),
		/** Path of the solution in the competition folder, for the export. */
		solutionPath: text('solution_path').notNull(),
		/** The current row of solution_versions. */
		solutionVersion: integer('solution_version').notNull(),
		/** Counts up with every published change of the scoring: what was scored before it is scored anew. */
		scoringRevision: integer('scoring_revision').notNull().default(0),
		/** Once the commitments are revealed: may everyone have the submitted files? */
		releasesFiles: flag('releases_files').notNull().default(false),
		/** Counts up whenever a leaderboard of this competition may have changed. */
		boardRevision: integer('board_revision').notNull().default(0),
		createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [
		check(
			'competition_opens_first',
			sql`${t.opensAt} IS NULL OR ${t.closesAt} IS NULL OR ${t.opensAt} < ${t.closesAt}`,
		),
	],
);

const competitionId = () =>
	text('competition_id')
		.notNull()
		.references(() => competitions.id, { onDelete: 'cascade' });

/** The hidden labels. A correction adds a version; evaluations name the one they used. */
export const solutionVersions = sqliteTable(
	'solution_versions',
	{
		id: id(),
		competitionId: competitionId(),
		version: integer('version').notNull(),
		sha256: text('sha256').notNull(),
		/** The public format of submissions (SubmissionFormat as JSON), so that it need not be parsed again. */
		formatSha256: text('format_sha256').notNull(),
		rowsPublic: integer('rows_public').notNull(),
		rowsPrivate: integer('rows_private').notNull(),
		rowsIgnored: integer('rows_ignored').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [uniqueIndex('solution_version').on(t.competitionId, t.version)],
);

/** Files of the competition folder that readers may have. */
export const competitionFiles = sqliteTable(
	'competition_files',
	{
		id: id(),
		competitionId: competitionId(),
		role: text('role', { enum: ['data', 'example', 'sample'] }).notNull(),
		/** What it is asked for by: relative to data/, or the path in the folder of an example. */
		path: text('path').notNull(),
		title: text('title').notNull(),
		description: text('description').notNull(),
		sha256: text('sha256').notNull(),
		size: integer('size').notNull(),
		position: integer('position').notNull(),
	},
	(t) => [uniqueIndex('competition_file').on(t.competitionId, t.role, t.path, t.title)],
);

/** Owners also say who the organisers are; in all else they are alike. */
export const STAFF_ROLES = ['owner', 'organiser'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const competitionOrganisers = sqliteTable(
	'competition_organisers',
	{
		competitionId: competitionId(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		role: text('role', { enum: STAFF_ROLES }).notNull().default('organiser'),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.competitionId, t.userId] }),
		index('organiser_user').on(t.userId),
	],
);

/** Figures of papers: shown with their source, not scored here. */
export const reportedResults = sqliteTable(
	'reported_results',
	{
		id: id(),
		competitionId: competitionId(),
		position: integer('position').notNull(),
		name: text('name').notNull(),
		/** The metric that it is a figure of, where that is not the present one any more. */
		metric: text('metric'),
		score: real('score').notNull(),
		printed: real('printed'),
		labels: json<Record<string, number>>('labels'),
		note: text('note'),
		sourceTitle: text('source_title').notNull(),
		sourceUrl: text('source_url'),
	},
	(t) => [index('reported_competition').on(t.competitionId, t.position)],
);

export type CompetitionRow = typeof competitions.$inferSelect;
export type NewCompetitionRow = typeof competitions.$inferInsert;
export type SolutionVersionRow = typeof solutionVersions.$inferSelect;
export type CompetitionFileRow = typeof competitionFiles.$inferSelect;
export type ReportedResultRow = typeof reportedResults.$inferSelect;
