import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent, depends }) => {
	depends('app:submissions');
	const { competition } = await parent();
	const { team, organiser } = competition.viewer;
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const wantsAll = url.searchParams.get('scope') === 'all' || team === null;
	const scope = organiser && wantsAll ? 'all' : 'mine';
	// Without a team there is nothing of one's own to list.
	if (scope === 'mine' && team === null) return { scope, list: null, finals: null };
	const client = createClient(fetch);
	return {
		scope,
		list: await loaded(client.submissions(params.slug, scope, page)),
		finals: scope === 'mine' ? await loaded(client.finals(params.slug)) : null,
	};
};
