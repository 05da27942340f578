import { createClient } from '$lib/api/client';
import { ApiError } from '$lib/api/request';
import type { Actions, PageServerLoad } from './$types';

/** Whoever follows the link of a mail need not be signed in; the signed token says what it may do. */
async function answer(call: () => Promise<{ kind: string; mail: boolean }>) {
	try {
		return { found: await call() };
	} catch (error) {
		if (error instanceof ApiError) return { found: null };
		throw error;
	}
}

export const load: PageServerLoad = ({ fetch, url }) =>
	answer(() => createClient(fetch).unsubscription(url.searchParams.get('token') ?? ''));

/** A form, because mail scanners follow links. */
export const actions: Actions = {
	default: ({ fetch, url }) =>
		answer(() => createClient(fetch).unsubscribe(url.searchParams.get('token') ?? '')),
};
