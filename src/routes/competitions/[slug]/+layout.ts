import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, params, depends }) => {
	depends('app:competition');
	return { competition: await loaded(createClient(fetch).competition(params.slug)) };
};
