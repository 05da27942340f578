import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const JoinRequestView = z
	.object({
		user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
		team_name: z.string(),
		note: z.string(),
		status: z.enum(['pending', 'declined']),
		asked_at: Instant,
	})
	.openapi('PendingJoin');

export const JoinRequestList = z
	.object({ requests: z.array(JoinRequestView) })
	.openapi('PendingJoins');

export type JoinRequestView = z.infer<typeof JoinRequestView>;
export type JoinRequestList = z.infer<typeof JoinRequestList>;
