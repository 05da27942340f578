import { redirect } from '@sveltejs/kit';
import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent, depends }) => {
	depends('app:team');
	const { me, competition } = await parent();
	const user = requireUser(me, url);
	if (!competition.viewer.team) redirect(303, `/competitions/${params.slug}/rules#join`);
	return { user, team: await loaded(createClient(fetch).team(params.slug)) };
};
