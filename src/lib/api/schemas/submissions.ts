import { z } from '@hono/zod-openapi';
import { FileProblem, Instant, Notice } from './common.ts';
import { MetricInfo } from './competitions.ts';

/** See "Life of a submission" in ARCHITECTURE.md. */
export const SubmissionStatus = z.enum([
	'received',
	'queued',
	'scoring',
	'scored',
	'invalid',
	'failed',
]);

const LabelReport = z
	.object({ n: z.number().int(), positives: z.number().int() })
	.catchall(z.number().nullable());

/** scorer's SplitReport in JSON. */
export const SplitReportSchema = z
	.object({
		rows: z.number().int(),
		score: z.number().nullable(),
		reason: z.string().optional(),
		interval: z.tuple([z.number(), z.number()]).nullable(),
		averagedOver: z
			.object({
				defined: z.number().int(),
				total: z.number().int(),
				left_out: z.array(z.string()),
			})
			.optional(),
		metrics: z.record(
			z.string(),
			z.object({ value: z.number().nullable(), reason: z.string().optional() }),
		),
		labels: z.record(z.string(), LabelReport),
		confusion: z
			.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number().int())) })
			.optional(),
		roc: z
			.record(z.string(), z.object({ fpr: z.array(z.number()), tpr: z.array(z.number()) }))
			.optional(),
	})
	.openapi('SplitReport');

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
		/** First problem, for lists. */
		problem: z.string().nullable(),
	})
	.openapi('SubmissionSummary');

export const Submission = SubmissionSummary.extend({
	metric: MetricInfo,
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
export type SplitReportJson = z.infer<typeof SplitReportSchema>;
export type Evaluation = z.infer<typeof Evaluation>;
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;
export type Submission = z.infer<typeof Submission>;
export type SubmissionEvent = z.infer<typeof SubmissionEvent>;
