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
		score: z.number().nullable(),
		interval: z.tuple([z.number(), z.number()]).nullable(),
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
		/** Rows of the test set behind this board. */
		rows_scored: z.number().int(),
		/** The rule for equal scores, in a sentence. */
		tie_rule: z.string(),
		/** Which submission of a team counts, in a sentence. */
		selection_rule: z.string(),
		page: z.number().int(),
		page_size: z.number().int(),
		/** Ranked participants that match the search. */
		total: z.number().int(),
		participants: z.array(LeaderboardRow),
		/** All baselines and reported results, best first. */
		references: z.array(LeaderboardRow),
		/** The reader's own row, also when it is on another page. */
		me: LeaderboardRow.nullable(),
		/** Smallest and largest score over all rows, for one shared axis over all pages. */
		extent: z.tuple([z.number(), z.number()]).nullable(),
		generated_at: Instant,
	})
	.openapi('Leaderboard');

export type LeaderboardRow = z.infer<typeof LeaderboardRow>;
export type Leaderboard = z.infer<typeof Leaderboard>;
