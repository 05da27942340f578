import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, data, depends }) => {
	depends('app:me');
	return { ...data, me: await loaded(createClient(fetch).me()) };
};
