import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url, depends }) => {
	depends('app:notifications');
	requireUser((await parent()).me, url);
	const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1);
	return { list: await loaded(createClient(fetch).notifications(page)) };
};
