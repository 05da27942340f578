import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

/** One thing that somebody did. `hash` covers `previous` and everything else of the entry. */
export const AuditEntry = z
	.object({
		seq: z.number().int(),
		at: Instant,
		/** `id` is null for the server itself and for commands on its data folder. */
		actor: z.object({ id: z.string().nullable(), name: z.string() }),
		action: z.string(),
		target: z.string().nullable(),
		detail: z.record(z.string(), z.unknown()),
		previous: z.string(),
		hash: z.string(),
	})
	.openapi('AuditEntry');

export const AuditLog = z
	.object({
		entries: z.array(AuditEntry),
		total: z.number().int(),
		page: z.number().int(),
		page_size: z.number().int(),
		/** What a filter may ask for. */
		actions: z.array(z.string()),
		actors: z.array(z.object({ id: z.string().nullable(), name: z.string() })),
	})
	.openapi('AuditLog');

export const AuditCheck = z
	.object({
		whole: z.boolean(),
		/** Entries in order, up to the end or before the break. */
		entries: z.number().int(),
		/** Hash of the last of them; note it down, and a log that is cut later shows. */
		head: z.string().nullable(),
		broken_at: z
			.object({
				seq: z.number().int(),
				reason: z.enum(['missing', 'unlinked', 'changed', 'cut']),
			})
			.nullable(),
	})
	.openapi('AuditCheck');

export type AuditEntry = z.infer<typeof AuditEntry>;
export type AuditLog = z.infer<typeof AuditLog>;
export type AuditCheck = z.infer<typeof AuditCheck>;
