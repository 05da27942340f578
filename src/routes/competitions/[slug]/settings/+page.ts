import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:revisions');
	await parent();
	return { list: await loaded(createClient(fetch).revisions(params.slug, 'settings')) };
};
