import { createClient } from '$lib/api/client';
import { ApiError, type Problem } from '$lib/api/request';
import type { PageLoad } from './$types';

/** An answer, or the problem document that came instead: this page keeps its pickers around both. */
async function tried<T>(answer: Promise<T>): Promise<{ value: T | null; problem: Problem | null }> {
	try {
		return { value: await answer, problem: null };
	} catch (cause) {
		if (!(cause instanceof ApiError)) throw cause;
		return { value: null, problem: cause.problem };
	}
}

export const load: PageLoad = async ({ fetch, params, url }) => {
	const client = createClient(fetch);
	const [a, b] = [url.searchParams.get('a'), url.searchParams.get('b')];
	const [comparable, comparison] = await Promise.all([
		tried(client.comparable(params.slug)),
		a && b ? tried(client.compare(params.slug, a, b)) : null,
	]);
	return { a, b, split: url.searchParams.get('split'), comparable, comparison };
};
