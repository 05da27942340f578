import { m } from '#messages';
import { error } from '@sveltejs/kit';
import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
	const client = createClient(fetch);
	const list = await loaded(client.baselines(params.slug));
	const baseline = list.baselines.find(({ id }) => id === params.id);
	if (!baseline) {
		error(404, {
			message: m.baselines_not_found(),
			code: 'not_found',
			detail: m.baselines_no_such(),
			remedy: m.baselines_see_list(),
		});
	}
	const { submission } = baseline;
	const [card, scored] = await Promise.all([
		baseline.card ? loaded(client.baselineCard(params.slug, params.id)) : null,
		submission ? loaded(client.submission(submission.id)) : null,
	]);
	return { list, baseline, card, submission: scored };
};
