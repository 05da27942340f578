import { z } from '@hono/zod-openapi';
import { ClassRules, StudentSelf } from './classes.ts';
import { Instant, TaskName } from './common.ts';

export const CompetitionState = z.enum(['upcoming', 'open', 'closed']);

/** How the ranking metric is shown; comes from its definition, so that no page knows metric ids. */
export const MetricInfo = z
	.object({
		id: z.string(),
		name: z.string(),
		/** For a column head. */
		short_name: z.string(),
		/** Its figures per finding or class in a report stand under this key; null where it has none. */
		key: z.string().nullable(),
		/** What such a figure is called by itself: F1, where the metric is macro F1. */
		key_name: z.string().nullable(),
		/** What its 95 % interval comes from; see Uncertainty in scorer/metrics/define.ts. */
		interval: z.enum(['influence', 'proportion', 'rowMean', 'bootstrap']),
		higher_is_better: z.boolean(),
		range: z.tuple([z.number(), z.number()]),
		decimals: z.number().int(),
		description: z.string(),
		version: z.number().int(),
		tasks: z.array(TaskName),
		charts: z.array(z.enum(['roc', 'pr', 'reliability', 'distribution', 'confusion'])),
		/** What an organiser may set, with the value in force (or the default). */
		parameters: z.record(
			z.string(),
			z.object({
				value: z.number(),
				range: z.tuple([z.number(), z.number()]),
				description: z.string(),
			}),
		),
	})
	.openapi('Metric');

/** When participants may see something; organisers always may. */
export const Visibility = z.enum(['always', 'after_close', 'never']).openapi('Visibility');

export const CompetitionSummary = z
	.object({
		slug: z.string(),
		title: z.string(),
		summary: z.string(),
		task: TaskName,
		labels: z.array(z.string()),
		metric: MetricInfo,
		state: CompetitionState,
		opens: Instant.nullable(),
		closes: Instant.nullable(),
		/** Rows that a submission must have. */
		rows: z.number().int(),
		participants: z.number().int(),
		submissions: z.number().int(),
		/** Labels are generated, not from patients. */
		generated: z.boolean(),
		/** Only its organisers know of it until it is published. */
		draft: z.boolean(),
		joined: z.boolean(),
	})
	.openapi('CompetitionSummary');

export const DataFile = z
	.object({ name: z.string(), size: z.number().int(), sha256: z.string(), description: z.string() })
	.openapi('DataFile');

/** Images of a demo competition that are not there yet. */
export const PendingImages = z
	.object({
		/** `off`: this server does not draw them; `failed`: it tries again at its next start. */
		state: z.enum(['off', 'waiting', 'drawing', 'failed']),
		/** Of the work done, 0 to 1. */
		share: z.number(),
		/** Names that the files will have. */
		files: z.array(z.string()),
	})
	.openapi('PendingImages');
export type PendingImages = z.infer<typeof PendingImages>;

/** A prediction file that anyone may try at once. */
export const ExampleFile = z
	.object({ name: z.string(), file: z.string(), description: z.string() })
	.openapi('ExampleFile');

export const Attempts = z
	.object({
		/** Submissions allowed in any 24 hours; null is no limit. */
		per_day: z.number().int().nullable(),
		used: z.number().int(),
		left: z.number().int().nullable(),
		/** When the next attempt becomes free, if none is left. */
		next_free_at: Instant.nullable(),
	})
	.openapi('Attempts');

export const JoinWho = z.enum(['everyone', 'code', 'domain', 'list', 'approval']);

export const CompetitionDetail = CompetitionSummary.extend({
	id_column: z.string(),
	threshold: z.number(),
	/** Thresholds of single findings that differ. */
	thresholds: z.record(z.string(), z.number()),
	/** Metrics shown as further columns of the leaderboard. */
	columns: z.array(MetricInfo),
	ranking: z.enum(['metric', 'mean_rank']),
	subgroups: z.array(z.string()),
	/** Column whose equal values are one patient; null where rows are independent. */
	group_column: z.string().nullable(),
	/** Who sees what leaks labels or is the organiser's to show. */
	show: z.object({ curves: Visibility, subgroups: Visibility, comparisons: Visibility }),
	missing_labels: z.enum(['error', 'ignore', 'zero', 'one']),
	limits: z.object({ per_day: z.number().int().nullable(), final: z.number().int() }),
	/** Submissions after the close: refused, or scored, marked and never ranked. */
	late: z.enum(['refuse', 'accept']),
	/** When the private board is published, once the competition has closed. */
	reveal: z.object({
		when: z.enum(['at_close', 'date', 'by_hand']),
		/** The date, or when it was revealed by hand. */
		at: Instant.nullable(),
		revealed: z.boolean(),
	}),
	/** `max_size` 1 is no teams. Null: teams form until the close. */
	teams: z.object({ max_size: z.number().int(), merge_deadline: Instant.nullable() }),
	/** Who may take part. Code and addresses are for organisers, and null for everyone else. */
	join: z.object({
		who: JoinWho,
		domains: z.array(z.string()),
		code: z.string().nullable(),
		emails: z.array(z.string()).nullable(),
	}),
	/** Set where it is a class. */
	class: ClassRules.nullable(),
	max_upload_bytes: z.number().int(),
	/** Sanitised HTML of the Markdown pages; null where the organiser wrote none. */
	pages: z.object({
		overview: z.string().nullable(),
		data: z.string().nullable(),
		rules: z.string().nullable(),
	}),
	files: z.array(DataFile),
	pending_images: PendingImages.nullable(),
	examples: z.array(ExampleFile),
	solution_version: z.number().int(),
	/** Reference models that were submitted. */
	baselines: z.number().int(),
	/** Of the reader. */
	viewer: z.object({
		team: z.object({ id: z.string(), name: z.string() }).nullable(),
		organiser: z.boolean(),
		/** Where an organiser decides: asked and waiting, or declined. */
		join_request: z.enum(['pending', 'declined']).nullable(),
		/** May say who the organisers are. */
		owner: z.boolean(),
		attempts: Attempts.nullable(),
		/** On the class list, also before they take part. */
		student: StudentSelf.nullable(),
		/** When it closes for the reader: their own time, or everyone's. Null is never. */
		deadline: Instant.nullable(),
		/** Until when the late policy of a class takes submissions of the reader, at a price. */
		late_until: Instant.nullable(),
		/** May the private leaderboard be read by this reader now? */
		can_see_private: z.boolean(),
		/** What `show` means for this reader now. */
		can_see: z.object({ curves: z.boolean(), subgroups: z.boolean(), comparisons: z.boolean() }),
	}),
}).openapi('Competition');

/** What the validator in the browser needs; scorer's SubmissionFormat in JSON. */
export const SubmissionFormatSchema = z
	.object({
		task: TaskName,
		id: z.string(),
		labels: z.array(z.string()),
		target: z.string().optional(),
		rankBased: z.boolean(),
		needsScores: z.boolean().optional(),
		ids: z.array(z.string()),
	})
	.openapi('SubmissionFormat');

export type CompetitionState = z.infer<typeof CompetitionState>;
export type MetricInfo = z.infer<typeof MetricInfo>;
export type CompetitionSummary = z.infer<typeof CompetitionSummary>;
export type CompetitionDetail = z.infer<typeof CompetitionDetail>;
export type Attempts = z.infer<typeof Attempts>;
export type Visibility = z.infer<typeof Visibility>;
