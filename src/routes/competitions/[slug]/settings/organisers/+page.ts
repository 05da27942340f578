import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:staff');
	await parent();
	return loaded(createClient(fetch).staff(params.slug));
};
