import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

const FILTERS = ['status', 'q', 'from', 'before', 'late', 'disqualified', 'kind'] as const;

export const load: PageLoad = async ({ fetch, params, url, parent, depends }) => {
	depends('app:submissions');
	await parent();
	const given = FILTERS.map((name) => [name, url.searchParams.get(name) ?? ''] as const);
	const filter = Object.fromEntries(given.filter(([, value]) => value)) as Partial<
		Record<(typeof FILTERS)[number], string>
	>;
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const list = await loaded(createClient(fetch).findSubmissions(params.slug, { ...filter, page }));
	return { filter, list };
};
