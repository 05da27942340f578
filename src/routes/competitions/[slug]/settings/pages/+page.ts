import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageName } from '$lib/api/schemas/organise';
import type { PageLoad } from './$types';

const NAMES: PageName[] = ['overview', 'data', 'rules'];

export const load: PageLoad = async ({ fetch, params, url, parent, depends }) => {
	depends('app:revisions');
	await parent();
	const client = createClient(fetch);
	const name = NAMES.find((one) => one === url.searchParams.get('page')) ?? 'overview';
	return {
		source: await loaded(client.pageSource(params.slug, name)),
		list: await loaded(client.revisions(params.slug, name)),
	};
};
