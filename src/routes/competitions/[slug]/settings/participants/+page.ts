import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:join-requests');
	await parent();
	return loaded(createClient(fetch).joinRequests(params.slug));
};
