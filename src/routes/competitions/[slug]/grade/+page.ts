import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const { me } = await parent();
	requireUser(me, url);
	return loaded(createClient(fetch).myGrade(params.slug));
};
