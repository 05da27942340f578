import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, depends }) => {
	depends('app:submission');
	const client = createClient(fetch);
	const submission = await loaded(client.submission(params.id));
	return { submission, competition: await loaded(client.competition(submission.competition)) };
};
