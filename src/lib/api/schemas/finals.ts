import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const Finals = z
	.object({
		/** How many may be chosen. */
		limit: z.number().int(),
		/** Ids of submissions; empty: the best public ones count. */
		chosen: z.array(z.string()),
		can_change: z.boolean(),
		/** Until when; null is no deadline. */
		until: Instant.nullable(),
	})
	.openapi('Finals');

export const FinalsRequest = z
	.object({ submissions: z.array(z.string().max(100)).max(200) })
	.openapi('FinalsRequest');

export type Finals = z.infer<typeof Finals>;
