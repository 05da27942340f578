import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:roster');
	const { competition } = await parent();
	const roster = competition.class ? await loaded(createClient(fetch).roster(params.slug)) : null;
	return { roster };
};
