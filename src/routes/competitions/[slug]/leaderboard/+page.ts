import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { readBoardQuery } from '$lib/components/leaderboard/query';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
	depends('app:board');
	const query = readBoardQuery(url.searchParams);
	const { split, q } = query;
	const client = createClient(fetch);
	const [board, before] = await Promise.all([
		loaded(client.leaderboard(params.slug, { split, q, page: query.page, page_size: query.size })),
		// The row just before this page decides which references stand on this page.
		query.page > 1
			? loaded(
					client.leaderboard(params.slug, {
						split,
						q,
						page: (query.page - 1) * query.size,
						page_size: 1,
					}),
				)
			: null,
	]);
	return { board, before: before?.participants[0]?.score ?? null, query };
};
