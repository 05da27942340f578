import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url, depends }) => {
	depends('app:users');
	const user = requireUser((await parent()).me, url, ['admin']);
	const q = url.searchParams.get('q')?.trim() ?? '';
	return { user, q, ...(await loaded(createClient(fetch).users(q))) };
};
