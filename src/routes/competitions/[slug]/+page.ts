import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, depends }) => {
	depends('app:announcements', 'app:commitments');
	const client = createClient(fetch);
	return {
		...(await loaded(client.announcements(params.slug))),
		bound: await loaded(client.commitments(params.slug)),
	};
};
