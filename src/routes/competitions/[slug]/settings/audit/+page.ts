import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	await parent();
	const client = createClient(fetch);
	const get = (name: string) => url.searchParams.get(name) ?? '';
	const filter = { action: get('action'), actor: get('actor'), q: get('q').slice(0, 100) };
	const page = Math.max(1, Math.trunc(Number(get('page'))) || 1);
	return {
		filter,
		log: await loaded(client.audit(params.slug, { ...filter, page })),
		check: await loaded(client.checkAudit(params.slug)),
	};
};
