import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:rescorings');
	const { competition } = await parent();
	const client = createClient(fetch);
	const { rescorings } = await loaded(client.rescorings(params.slug));
	const { metrics } = await loaded(client.metrics());
	return { rescorings, metrics: metrics.filter(({ tasks }) => tasks.includes(competition.task)) };
};
