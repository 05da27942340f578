import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

/** One side of a pair, as staff see it. */
const Side = z.object({
	submission: z.string(),
	file: z.string(),
	at: Instant,
	score: z.number().nullable(),
	team: z.object({ id: z.string(), name: z.string(), section: z.string().nullable() }),
	people: z.array(z.string()),
});

export const Verdict = z.enum(['explained', 'to_discuss']);
const Mark = z.object({ verdict: Verdict, note: z.string(), by: z.string(), at: Instant });

export const IntegrityPair = z
	.object({
		key: z.string(),
		a: Side,
		b: Side,
		/** Why it is listed, the plainest first. */
		signs: z.array(z.enum(['shared_columns', 'same_order', 'equal_cells', 'closer_than_chance'])),
		/** Mean rank correlation within the true classes. */
		correlation: z.number().nullable(),
		/** What the two's other pairs let one expect, and its middle 95 %. */
		expected: z
			.object({ correlation: z.number(), range: z.tuple([z.number(), z.number()]) })
			.nullable(),
		/** Holm-adjusted over all pairs. */
		p: z.number().nullable(),
		shared_columns: z.array(z.string()),
		same_order: z.array(z.string()),
		equal_cells: z.object({ cells: z.number(), of: z.number(), expected: z.number() }),
		labels: z.record(z.string(), z.number().nullable()),
		mark: Mark.nullable(),
	})
	.openapi('IntegrityPair');

export const IntegrityPattern = z
	.object({
		key: z.string(),
		code: z.enum(['small_steps', 'constant_columns', 'unrelated_guesses']),
		team: z.object({ id: z.string(), name: z.string(), section: z.string().nullable() }),
		people: z.array(z.string()),
		submissions: z.array(z.object({ id: z.string(), at: Instant, figure: z.number() })),
		mark: Mark.nullable(),
	})
	.openapi('IntegrityPattern');

export const IntegrityQueue = z
	.object({
		/** The newest run; null where there was none. */
		run: z
			.object({
				state: z.enum(['running', 'done', 'failed', 'interrupted']),
				/** Of the work, 0 to 1. */
				share: z.number(),
				started_at: Instant,
				by: z.string(),
				failure: z.string().nullable(),
			})
			.nullable(),
		/** Of the newest run that ended well. */
		result: z
			.object({
				at: Instant,
				submissions: z.number().int(),
				pairs_compared: z.number().int(),
				/** Why no pair can be called closer than chance, when it is so. */
				withheld: z.string().nullable(),
				/** Correlations of all pairs, ascending, thinned. */
				correlations: z.array(z.number()),
				pairs: z.array(IntegrityPair),
				patterns: z.array(IntegrityPattern),
			})
			.nullable(),
	})
	.openapi('IntegrityQueue');

export const PairEvidence = z
	.object({
		label: z.string(),
		/** Scores of both in some rows. */
		points: z.array(z.tuple([z.number(), z.number()])),
		rows: z.number().int(),
		equal: z.number().int(),
		noise: z.object({ median: z.number(), most: z.number() }).nullable(),
	})
	.openapi('PairEvidence');

export const MarkRequest = z
	.object({ verdict: Verdict, note: z.string().trim().max(1000).default('') })
	.openapi('IntegrityMark');

export type IntegrityQueue = z.infer<typeof IntegrityQueue>;
export type IntegrityPair = z.infer<typeof IntegrityPair>;
export type IntegrityPattern = z.infer<typeof IntegrityPattern>;
export type PairEvidence = z.infer<typeof PairEvidence>;
