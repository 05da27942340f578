import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => ({
	report: await loaded(createClient(fetch).shakeUp(params.slug)),
});
