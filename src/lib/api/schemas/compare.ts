import { z } from '@hono/zod-openapi';
import { MetricInfo } from './competitions.ts';
import { RocCurveSchema } from './submissions.ts';

const Interval = z.tuple([z.number(), z.number()]);

/** scorer's Difference in JSON: a − b. */
export const DifferenceSchema = z
	.object({
		a: z.number().nullable(),
		b: z.number().nullable(),
		difference: z.number().nullable(),
		interval: Interval.nullable(),
		p: z.number().nullable(),
		/** Per label: corrected over the labels (Holm). */
		p_holm: z.number().nullable().optional(),
		test: z.enum(['delong', 'mcnemar', 'paired_rows', 'paired_bootstrap']).optional(),
		reason: z.string().optional(),
	})
	.openapi('Difference');

const SplitComparison = z.object({
	rows: z.number().int(),
	groups: z.number().int().optional(),
	/** By metric id: the ranking metric first, then the board's columns. */
	metrics: z.record(z.string(), DifferenceSchema),
	labels: z
		.record(
			z.string(),
			DifferenceSchema.extend({ n: z.number().int(), positives: z.number().int() }),
		)
		.optional(),
	/** Key of the figure that `labels` compares. */
	figure: z.string().optional(),
	/** Only for readers whom `show.curves` allows. */
	roc: z
		.object({
			a: z.record(z.string(), RocCurveSchema),
			b: z.record(z.string(), RocCurveSchema),
		})
		.optional(),
});

const Side = z.object({
	submission: z.string(),
	/** The team. */
	name: z.string(),
	kind: z.enum(['participant', 'baseline']),
	file: z.string(),
	created_at: z.iso.datetime(),
});

/** Two submissions of one competition on the same rows. */
export const ComparisonReport = z
	.object({
		competition: z.string(),
		metric: MetricInfo,
		metrics: z.array(MetricInfo),
		a: Side,
		b: Side,
		splits: z.object({
			public: SplitComparison,
			/** Organisers only until the close. */
			private: SplitComparison.optional(),
			all: SplitComparison.optional(),
		}),
	})
	.openapi('Comparison');

/** What one reader may compare: own submissions (an organiser: everyone's) and the baselines. */
export const Comparable = z
	.object({
		own: z.array(Side.extend({ score: z.number().nullable() })),
		baselines: z.array(Side.extend({ score: z.number().nullable() })),
	})
	.openapi('Comparable');

export type ComparisonReport = z.infer<typeof ComparisonReport>;
export type Comparable = z.infer<typeof Comparable>;
export type DifferenceJson = z.infer<typeof DifferenceSchema>;
