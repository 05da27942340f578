/** What became of a competition folder that was brought. */
import { z } from '@hono/zod-openapi';
import { FileProblem, Notice, TaskName } from './common.ts';

export const ImportReport = z
	.object({
		ok: z.boolean(),
		dry_run: z.boolean(),
		problems: z.array(FileProblem),
		notices: z.array(Notice),
		/** What was understood, also when there are problems. */
		summary: z
			.object({
				slug: z.string(),
				title: z.string(),
				task: TaskName,
				metric: z.string(),
				labels: z.array(
					z.object({
						name: z.string(),
						positives: z.number().int(),
						public_positives: z.number().int(),
						private_positives: z.number().int(),
					}),
				),
				rows: z.object({
					public: z.number().int(),
					private: z.number().int(),
					ignored: z.number().int(),
				}),
				files: z.array(z.object({ name: z.string(), size: z.number().int() })),
				baselines: z.number().int(),
				reported: z.number().int(),
			})
			.nullable(),
		/** Set once it was imported. */
		slug: z.string().nullable(),
	})
	.openapi('ImportReport');

export type ImportReport = z.infer<typeof ImportReport>;
