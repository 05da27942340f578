import { z } from '@hono/zod-openapi';
import { FileProblem, Instant, Notice } from './common.ts';
import { MetricInfo } from './competitions.ts';
import { FigureSchema, IntervalSchema, rocCurveShape, splitReportShape } from './split-report.ts';

/** See "Life of a submission" in ARCHITECTURE.md. */
export const SubmissionStatus = z.enum([
	'received',
	'queued',
	'scoring',
	'scored',
	'invalid',
	'failed',
]);

export const RocCurveSchema = z.object(rocCurveShape);

/** scorer's SplitReport in JSON. */
export const SplitReportSchema = z.object(splitReportShape).openapi('SplitReport');

/** Intervals of every figure, those by bootstrap too. */
export const SubmissionIntervals = z
	.object({
		submission: z.string(),
		splits: z.partialRecord(
			z.enum(['public', 'private', 'all']),
			z.object({
				metrics: z.record(z.string(), FigureSchema),
				label_intervals: z.record(z.string(), z.record(z.string(), IntervalSchema)),
			}),
		),
	})
	.openapi('SubmissionIntervals');

export const Evaluation = z
	.object({
		id: z.string(),
		metric: z.string(),
		metric_version: z.number().int(),
		scorer_version: z.string(),
		solution_version: z.number().int(),
		duration_ms: z.number(),
		created_at: Instant,
		splits: z.object({
			public: SplitReportSchema,
			/** Organisers only until the close. */
			private: SplitReportSchema.optional(),
			all: SplitReportSchema.optional(),
		}),
	})
	.openapi('Evaluation');

/** A row of a list of submissions. */
export const SubmissionSummary = z
	.object({
		id: z.string(),
		competition: z.string(),
		team: z.object({
			id: z.string(),
			name: z.string(),
			kind: z.enum(['participant', 'baseline']),
		}),
		status: SubmissionStatus,
		/** Public-split score; null until scored or where undefined. */
		score: z.number().nullable(),
		/** Organisers until the close, everyone entitled to the submission after. */
		private_score: z.number().nullable().optional(),
		/** Invalid and failed submissions give the attempt back. */
		attempt_returned: z.boolean(),
		file: z.object({ name: z.string(), size: z.number().int(), sha256: z.string() }),
		created_at: Instant,
		finished_at: Instant.nullable(),
		/** Arrived after the close: scored and never ranked. */
		late: z.boolean(),
		/** Taken off the boards by an organiser, and why. */
		disqualified: z.object({ at: Instant, reason: z.string() }).nullable(),
		/** First problem, for lists. */
		problem: z.string().nullable(),
	})
	.openapi('SubmissionSummary');

export const Submission = SubmissionSummary.extend({
	metric: MetricInfo,
	/** Every metric of the task, in the order of reports: names, digits and directions for the figures. */
	metrics: z.array(MetricInfo),
	/** May this reader see curves, subgroups and comparisons of this submission now? */
	can_see: z.object({ curves: z.boolean(), subgroups: z.boolean(), comparisons: z.boolean() }),
	competition_title: z.string(),
	notices: z.array(Notice),
	problems: z.array(FileProblem),
	evaluation: Evaluation.nullable(),
	/** Where the team stands, and whether this submission is the one that counts. */
	standing: z
		.object({
			rank: z.number().int(),
			of: z.number().int(),
			tied: z.boolean(),
			is_best: z.boolean(),
			/** Ranks that a paired test leaves open for the team; null where not tested. */
			rank_range: z.tuple([z.number().int(), z.number().int()]).nullable(),
		})
		.nullable(),
	/**
	 * Per label, for faint marks: the best baseline's value on the public split, and after the close
	 * the leader's too. Before it, a participant's figures by label are nobody else's.
	 */
	references: z.array(
		z.object({
			name: z.string(),
			/** Which of the per-label figures `labels` holds. */
			figure: z.string(),
			labels: z.record(z.string(), z.number().nullable()),
		}),
	),
}).openapi('Submission');

/** Data of the `status` event of /submissions/{id}/events. */
export const SubmissionEvent = z
	.object({
		id: z.string(),
		status: SubmissionStatus,
		score: z.number().nullable(),
		at: Instant,
	})
	.openapi('SubmissionEvent');

export type SubmissionStatus = z.infer<typeof SubmissionStatus>;
export type SubmissionIntervals = z.infer<typeof SubmissionIntervals>;
export type SplitReportJson = z.infer<typeof SplitReportSchema>;
export type Evaluation = z.infer<typeof Evaluation>;
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;
export type Submission = z.infer<typeof Submission>;
export type SubmissionEvent = z.infer<typeof SubmissionEvent>;
