import { z } from '@hono/zod-openapi';
import { FileProblem, Instant, Notice, Page } from './common.ts';

const column = z.string().trim().min(1).max(120);

/**
 * Keys of competition.yaml that say how a submission is scored. What is not given stays; null takes
 * a key away, so that its default holds. Whether they fit is said by the reader of competition.yaml.
 */
export const ScoringPatch = z
	.strictObject({
		metric: z.string().min(1).max(100),
		metrics: z.array(z.string().min(1).max(100)).max(12),
		ranking: z.enum(['metric', 'mean_rank']),
		parameters: z.record(z.string(), z.number()),
		threshold: z.union([z.number(), z.record(column, z.number())]).nullable(),
		missing_labels: z.enum(['error', 'ignore', 'zero', 'one']),
		group: column.nullable(),
		subgroups: z.array(column).max(20),
		bands: z.record(column, z.array(z.number()).min(1).max(20)),
		min_group: z.number().int().min(1).max(100_000).nullable(),
	})
	.partial()
	.openapi('ScoringPatch');

export const SolutionChange = z
	.object({
		/** Cells whose label differs, by finding or class. */
		labels: z.record(z.string(), z.number().int()),
		/** Rows with another usage. */
		usage: z.number().int(),
		/** Rows with another value in a group or subgroup column. */
		groups: z.number().int(),
	})
	.openapi('SolutionChange');

export const Rescoring = z
	.object({
		number: z.number().int(),
		state: z.enum(['open', 'published', 'discarded']),
		/** Open, everything is judged, and nothing failed. */
		ready: z.boolean(),
		reason: z.string(),
		by: z.string(),
		at: Instant,
		ended_at: Instant.nullable(),
		ended_by: z.string().nullable(),
		/** Version of the solution before and after. */
		solution: z.object({ before: z.number().int(), after: z.number().int() }),
		/** Null where the solution stays. */
		solution_change: SolutionChange.nullable(),
		changes: z.array(
			z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
		),
		notices: z.array(Notice),
		progress: z.object({
			/** Submissions that have a score. */
			total: z.number().int(),
			done: z.number().int(),
			/** Of those done: files that cannot be scored any more. */
			invalid: z.number().int(),
			/** Our fault; they keep the change from being published. */
			failed: z.number().int(),
		}),
		/** The first of those that cannot be scored any more, and why. */
		unscored: z.array(
			z.object({ submission_id: z.string(), team: z.string(), problems: z.array(FileProblem) }),
		),
	})
	.openapi('Rescoring');

export const RescoringList = z.object({ rescorings: z.array(Rescoring) }).openapi('RescoringList');

/** Of a dry run: what the proposal changes, and everything that is wrong with it. */
export const RescoringCheck = z
	.object({
		ok: z.boolean(),
		problems: z.array(FileProblem),
		notices: z.array(Notice),
		solution_change: SolutionChange.nullable(),
		changes: Rescoring.shape.changes,
	})
	.openapi('RescoringCheck');

const Place = z.object({
	/** Null for baselines, which are not ranked. */
	rank: z.number().int().nullable(),
	score: z.number(),
	submission_id: z.string(),
});

/** A team on the board as it is and as the change would make it. */
export const MovedRow = z
	.object({
		kind: z.enum(['participant', 'baseline']),
		team_id: z.string(),
		name: z.string(),
		/** Null: it has no place there. */
		before: Place.nullable(),
		after: Place.nullable(),
		/** Ranks gained; null where one of the two is missing. */
		movement: z.number().int().nullable(),
		/** Another submission of the team counts. */
		other_submission: z.boolean(),
	})
	.openapi('MovedRow');

export const RescoringPreview = z
	.object({
		split: z.enum(['public', 'private']),
		/** How the scores before and after are measured. */
		metric: z.object({ before: z.string(), after: z.string() }),
		decimals: z.object({ before: z.number().int(), after: z.number().int() }),
		/** Submissions that were judged, so that whoever looks early knows. */
		progress: Rescoring.shape.progress,
		teams: z.number().int(),
		/** Teams whose rank differs, whose score differs, and neither. */
		moved: z.number().int(),
		rescored: z.number().int(),
		unchanged: z.number().int(),
		/** Whoever enters or leaves the first places. */
		top: z.array(
			z.object({
				places: z.number().int(),
				enter: z.array(z.string()),
				leave: z.array(z.string()),
			}),
		),
		/** Largest movement first. */
		rows: z.array(MovedRow),
		total: z.number().int(),
		page: z.number().int(),
		page_size: z.number().int(),
	})
	.openapi('RescoringPreview');

export const PreviewQuery = Page.extend({
	split: z.enum(['public', 'private']).default('public'),
});

export const PublishRescoring = z
	.object({
		/** What readers are told. Null publishes without an announcement. */
		notice: z
			.object({
				title: z.string().trim().min(1).max(200),
				markdown: z.string().trim().min(1).max(20_000),
			})
			.nullable(),
	})
	.openapi('PublishRescoring');

export type ScoringPatch = z.infer<typeof ScoringPatch>;
export type Rescoring = z.infer<typeof Rescoring>;
export type RescoringCheck = z.infer<typeof RescoringCheck>;
export type MovedRow = z.infer<typeof MovedRow>;
export type RescoringPreview = z.infer<typeof RescoringPreview>;
export type PublishRescoring = z.infer<typeof PublishRescoring>;
