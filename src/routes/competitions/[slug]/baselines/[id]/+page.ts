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
			message: 'Not found',
			code: 'not_found',
			detail: 'There is no such baseline.',
			remedy: 'The list of baselines has those that there are.',
		});
	}
	const { submission } = baseline;
	const [card, scored] = await Promise.all([
		baseline.card ? loaded(client.baselineCard(params.slug, params.id)) : null,
		submission ? loaded(client.submission(submission.id)) : null,
	]);
	return { list, baseline, card, submission: scored };
};
