import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => ({
	list: await loaded(createClient(fetch).baselines(params.slug)),
});
