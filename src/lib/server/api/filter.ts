import type { z } from '@hono/zod-openapi';
import type { SubmissionFilter as Query } from '#lib/api/schemas/moderation';
import type { SubmissionFilter } from '#db/queries/submission-filter';

const flag = (text: string | undefined) => (text === undefined ? undefined : text === 'true');
const ms = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** A filter as it stands in an address, for the query. */
export const filterOf = (query: z.infer<typeof Query>): SubmissionFilter => ({
	status: query.status,
	teamId: query.team,
	q: query.q,
	from: ms(query.from),
	before: ms(query.before),
	late: flag(query.late),
	disqualified: flag(query.disqualified),
	kind: query.kind,
});
