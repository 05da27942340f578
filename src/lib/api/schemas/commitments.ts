import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const Commitment = z
	.object({
		number: z.number().int(),
		/** SHA-256 of salt, line feed and content. */
		hash: z.string(),
		at: Instant,
		/** Why it replaces the one before; null for the first. */
		reason: z.string().nullable(),
		/** Null until the organiser reveals them after the close. */
		salt: z.string().nullable(),
		content: z.string().nullable(),
	})
	.openapi('Commitment');

export const Commitments = z
	.object({
		/** In the order in which they were made; empty before the competition opens. */
		commitments: z.array(Commitment),
		revealed_at: Instant.nullable(),
		/** Once revealed: are the submitted files in the bundle, or their hashes only? */
		releases_files: z.boolean(),
		/** For organisers: may they be revealed now? */
		can_reveal: z.boolean(),
	})
	.openapi('Commitments');

export const RevealRequest = z
	.object({ files: z.boolean().default(false) })
	.openapi('RevealRequest');

export type Commitment = z.infer<typeof Commitment>;
export type Commitments = z.infer<typeof Commitments>;
