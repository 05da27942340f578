import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:integrity');
	await parent();
	return { queue: await loaded(createClient(fetch).integrity(params.slug)) };
};
