import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
	depends('app:grades');
	const { competition } = await parent();
	if (!competition.class) return { grades: null };
	const client = createClient(fetch);
	const state = await loaded(client.gradeScheme(params.slug));
	const [preview, releases] = await Promise.all([
		loaded(client.previewGrades(params.slug, state.scheme)),
		loaded(client.gradeReleases(params.slug)),
	]);
	return { grades: { state, preview, releases } };
};
