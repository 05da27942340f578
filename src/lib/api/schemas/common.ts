import { z } from '@hono/zod-openapi';

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime().openapi({ example: '2026-12-20T23:59:00.000Z' });

export const SplitName = z.enum(['public', 'private', 'all']);
export const TaskName = z.enum(['binary', 'multiclass', 'multilabel']);

/** One thing wrong with a file; see scorer/problems.ts. */
export const FileProblem = z
	.object({
		code: z.string(),
		row: z.number().int().optional(),
		column: z.string().optional(),
		/** Import only: the file of the competition folder that it is in. */
		file: z.string().optional(),
		detail: z.string(),
		remedy: z.string(),
		count: z.number().int().optional(),
		examples: z.array(z.string()).optional(),
		line: z.string().optional(),
	})
	.openapi('FileProblem');

export const Notice = z
	.object({
		code: z.string(),
		detail: z.string(),
		column: z.string().optional(),
		/** Import only: the file of the competition folder that it is about. */
		file: z.string().optional(),
		count: z.number().int().optional(),
	})
	.openapi('Notice');

/** RFC 9457 problem document. `code` is stable; `problems` lists what is wrong with a file. */
export const ProblemDocument = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.number().int(),
		code: z.string(),
		detail: z.string().optional(),
		remedy: z.string().optional(),
		/** Present on unexpected errors: quote it to the administrator. */
		error_id: z.string().optional(),
		/** `attempts_used_up`: when the next attempt is free. */
		next_free_at: Instant.optional(),
		problems: z.array(FileProblem).optional(),
	})
	.openapi('Problem');

export const Page = z.object({
	page: z.coerce.number().int().min(1).default(1),
	page_size: z.coerce.number().int().min(1).max(200).default(50),
});
