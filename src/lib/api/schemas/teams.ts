import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

/** The reader's own team. */
export const Team = z
	.object({
		id: z.string(),
		name: z.string(),
		members: z.array(
			z.object({ id: z.string(), name: z.string(), captain: z.boolean(), joined_at: Instant }),
		),
		/** May the reader invite, rename and remove. */
		captain: z.boolean(),
		/** Whoever has it may bring their team into this one; null is no invitation. */
		invite_code: z.string().nullable(),
		max_size: z.number().int(),
		/** May teams change now; and until when. */
		can_change: z.boolean(),
		until: Instant.nullable(),
		/** Submissions so far, and how many two teams may have made together to merge now. */
		attempts: z.number().int(),
		most_attempts: z.number().int().nullable(),
	})
	.openapi('Team');

export const TeamPatch = z
	.object({ name: z.string().trim().min(1).max(60), captain: z.string().max(100) })
	.partial()
	.openapi('TeamPatch');

export const MergeRequest = z
	.object({ code: z.string().trim().min(1).max(60) })
	.openapi('MergeRequest');

export type Team = z.infer<typeof Team>;
export type TeamPatch = z.infer<typeof TeamPatch>;
