import { z } from '@hono/zod-openapi';
import { SubmissionStatus } from './submissions.ts';

const flag = z.enum(['true', 'false']).optional();
const instant = z.iso.datetime({ offset: true }).optional();

/** What organisers may ask a list of submissions for. */
export const SubmissionFilter = z.object({
	status: SubmissionStatus.optional(),
	/** Team id. */
	team: z.string().max(100).optional(),
	/** Part of a team's or a file's name, or of an id. */
	q: z.string().trim().max(100).default(''),
	from: instant,
	before: instant,
	late: flag,
	disqualified: flag,
	kind: z.enum(['participant', 'baseline']).optional(),
});
