import { url } from '$lib/api/client';
import { firstLines } from '$lib/components/competition/sample';
import type { PageServerLoad } from './$types';

/** The first lines of the real sample submission; the rest is not read. */
export const load: PageServerLoad = async ({ fetch, params }) => {
	const answer = await fetch(url.sample(params.slug));
	return { sample: answer.ok && answer.body ? await firstLines(answer.body, 4) : [] };
};
