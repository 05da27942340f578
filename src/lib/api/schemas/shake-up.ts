import { z } from '@hono/zod-openapi';

const Place = z.object({ rank: z.number().int(), score: z.number() });

export const ShakeUpRow = z
	.object({
		team_id: z.string(),
		name: z.string(),
		is_me: z.boolean(),
		public: Place,
		private: Place,
		/** Ranks gained. */
		movement: z.number().int(),
		/** Private ranks that the public board let one expect, 95 %; null where none is known. */
		expected: z.tuple([z.number().int(), z.number().int()]).nullable(),
		/** The private rank lies outside of that. */
		surprising: z.boolean().nullable(),
		/** The team chose its submissions itself. */
		chose: z.boolean(),
		/** Private score that its best public submissions would have had, without a choice. */
		automatic: z.number().nullable(),
		/** Private score of the best submission that it had at all. */
		best: z.number().nullable(),
	})
	.openapi('ShakeUpRow');

export const ShakeUpReport = z
	.object({
		metric: z.string(),
		decimals: z.number().int(),
		higher_is_better: z.boolean(),
		teams: z.number().int(),
		/** Mean number of ranks moved, up or down. */
		mean_movement: z.number(),
		/** The same by chance alone, with its middle 95 %; null where it cannot be known. */
		expected_movement: z
			.object({ mean: z.number(), range: z.tuple([z.number(), z.number()]) })
			.nullable(),
		/** Boards that were drawn for it, and whether the evidence was summed up before. */
		draws: z.number().int().nullable(),
		sketched: z.boolean(),
		/** Kendall's tau-b between the boards. */
		tau: z.number().nullable(),
		/** Teams whose own choice scored better, and worse, than none would have. */
		gained_by_choice: z.number().int(),
		lost_by_choice: z.number().int(),
		/** In the order of the private board. */
		rows: z.array(ShakeUpRow),
	})
	.openapi('ShakeUpReport');

export type ShakeUpRow = z.infer<typeof ShakeUpRow>;
export type ShakeUpReport = z.infer<typeof ShakeUpReport>;
