import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';
import { MetricInfo } from './competitions.ts';

export const LeaderboardRow = z
	.object({
		kind: z.enum(['participant', 'baseline', 'reported']),
		/** Equal scores share a rank (1, 2, 2, 4). Null for baselines and reported results. */
		rank: z.number().int().nullable(),
		/** Another participant has the same score. */
		tied: z.boolean(),
		name: z.string(),
		team_id: z.string().nullable(),
		/** Classes, for staff: who is behind a name, and their section. Null for everyone else. */
		people: z.array(z.string()).nullable(),
		section: z.string().nullable(),
		score: z.number().nullable(),
		interval: z.tuple([z.number(), z.number()]).nullable(),
		/** The board's further columns, by metric id; null where the submission has none. */
		figures: z.record(
			z.string(),
			z.object({
				value: z.number().nullable(),
				interval: z.tuple([z.number(), z.number()]).nullable(),
			}),
		),
		/** Mean of the ranks over all columns, where the board ranks by it. */
		mean_rank: z.number().nullable(),
		/**
		 * A paired test against the leader, Holm-corrected over all participants, does not separate the
		 * two. Null: not tested (yet), or a reference.
		 */
		tied_with_first: z.boolean().nullable(),
		/** Best and worst rank that the paired tests leave open. Null: not tested. */
		rank_range: z.tuple([z.number().int(), z.number().int()]).nullable(),
		/**
		 * Public board: ranks gained (positive) or lost since a day ago. Private board: ranks gained
		 * from the public one. Null: new, or does not apply.
		 */
		movement: z.number().int().nullable(),
		/** Scored submissions. */
		entries: z.number().int(),
		/** When the counting submission was made. */
		best_at: Instant.nullable(),
		/** The reader's own team. */
		is_me: z.boolean(),
		/** Set where the reader may open the submission. */
		submission_id: z.string().nullable(),
		/** Baselines and reported results: what it is. */
		note: z.string().nullable(),
		source: z.object({ title: z.string(), url: z.string().nullable() }).nullable(),
		/** Reported results: the figure as printed, where it differs from the recomputed score. */
		printed_score: z.number().nullable(),
		/** Reported results: per label. */
		labels: z.record(z.string(), z.number()).nullable(),
	})
	.openapi('LeaderboardRow');

export const Leaderboard = z
	.object({
		competition: z.string(),
		split: z.enum(['public', 'private']),
		metric: MetricInfo,
		/** Metrics shown as further columns. */
		columns: z.array(MetricInfo),
		/** What orders the board: the metric, or the mean of the ranks over metric and columns. */
		ranking: z.enum(['metric', 'mean_rank']),
		/** How ties and rank ranges were found. Null where none are tested (mean of ranks). */
		separation: z
			.object({
				/** In words, e.g. "paired DeLong test". */
				test: z.string(),
				/** Family-wise error, 0.05. */
				level: z.number(),
				/** False while the tests of the newest board still run; the rows then say null. */
				ready: z.boolean(),
				/** Ranges of ranks are found for this many rows from the top. */
				ranges_for: z.number().int(),
				/** Participants not separated from the leader, the leader included. */
				tied_with_first: z.number().int().nullable(),
			})
			.nullable(),
		/** Rows of the test set behind this board. */
		rows_scored: z.number().int(),
		/** The rule for equal scores, in a sentence. */
		tie_rule: z.string(),
		/** Which submission of a team counts, in a sentence. */
		selection_rule: z.string(),
		page: z.number().int(),
		page_size: z.number().int(),
		/** Whose rows the reader sees: in a class perhaps only the first, or only their own. */
		shown: z.enum(['everyone', 'top', 'own']),
		/** Ranked participants, shown or not. */
		ranked: z.number().int(),
		/** Ranked participants that match the search, of those that are shown. */
		total: z.number().int(),
		participants: z.array(LeaderboardRow),
		/** All baselines and reported results, best first. */
		references: z.array(LeaderboardRow),
		/** The reader's own row, also when it is on another page. */
		me: LeaderboardRow.nullable(),
		/** Smallest and largest score or interval bound over all rows, for one shared axis over all pages. */
		extent: z.tuple([z.number(), z.number()]).nullable(),
		generated_at: Instant,
	})
	.openapi('Leaderboard');

export type LeaderboardRow = z.infer<typeof LeaderboardRow>;
export type Leaderboard = z.infer<typeof Leaderboard>;
