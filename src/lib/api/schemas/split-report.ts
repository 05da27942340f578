/**
 * scorer's SplitReport in JSON, as shapes of plain zod: files are checked with them in the browser too,
 * where the OpenAPI generator has no business.
 */
import { z } from 'zod';

const LabelReport = z
	.object({ n: z.number().int(), positives: z.number().int() })
	.catchall(z.number().nullable());

export const IntervalSchema = z.tuple([z.number(), z.number()]);
const IntervalMethodSchema = z.enum([
	'delong',
	'delong_clustered',
	'wilson',
	'wilson_clustered',
	'clopper_pearson',
	'row_mean',
	'bootstrap',
]);

export const FigureSchema = z.object({
	value: z.number().nullable(),
	reason: z.string().optional(),
	/** Absent: ask /submissions/{id}/intervals. Null: none can be given. */
	interval: IntervalSchema.nullable().optional(),
	method: IntervalMethodSchema.optional(),
});

const numbers = z.array(z.number());
export const rocCurveShape = { fpr: numbers, tpr: numbers };

/** scorer's SplitReport in JSON. */
export const splitReportShape = {
	rows: z.number().int(),
	/** Distinct patients, where rows are grouped. */
	groups: z.number().int().optional(),
	score: z.number().nullable(),
	reason: z.string().optional(),
	interval: IntervalSchema.nullable(),
	method: IntervalMethodSchema.optional(),
	averagedOver: z
		.object({
			defined: z.number().int(),
			total: z.number().int(),
			left_out: z.array(z.string()),
		})
		.optional(),
	metrics: z.record(z.string(), FigureSchema),
	labels: z.record(z.string(), LabelReport),
	label_intervals: z.record(z.string(), z.record(z.string(), IntervalSchema)).optional(),
	label_reasons: z.record(z.string(), z.record(z.string(), z.string())).optional(),
	confusion: z
		.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number().int())) })
		.optional(),
	/** Multilabel: hard decisions per label. */
	decisions: z
		.record(
			z.string(),
			z.object({
				tp: z.number().int(),
				fp: z.number().int(),
				fn: z.number().int(),
				tn: z.number().int(),
			}),
		)
		.optional(),
	/** The four kinds of curve are there only for readers whom `show.curves` allows. */
	roc: z.record(z.string(), z.object(rocCurveShape)).optional(),
	pr: z.record(z.string(), z.object({ recall: numbers, precision: numbers })).optional(),
	reliability: z
		.record(
			z.string(),
			z.object({
				lo: numbers,
				hi: numbers,
				n: numbers,
				meanScore: numbers,
				positiveShare: numbers,
			}),
		)
		.optional(),
	distribution: z
		.record(z.string(), z.object({ edges: numbers, positives: numbers, negatives: numbers }))
		.optional(),
	/** Only for readers whom `show.subgroups` allows. */
	subgroups: z
		.array(
			z.object({
				column: z.string(),
				groups: z.array(
					z.object({
						value: z.string(),
						rows: z.number().int(),
						positives: z.number().int().optional(),
						score: z.number().nullable(),
						interval: IntervalSchema.nullable(),
						reason: z.string().optional(),
					}),
				),
				worst: z.string().nullable(),
				min_rows: z.number().int(),
			}),
		)
		.optional(),
};
