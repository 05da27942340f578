import type { RequestHandler } from '@sveltejs/kit';
import { sharedHoldout } from '$lib/server/shared';

/** The one door between SvelteKit's routing and the API: every method, body and header as it came. */
export const fallback: RequestHandler = async ({ request, getClientAddress }) => {
	const holdout = await sharedHoldout();
	return holdout.api.fetch(request, { address: getClientAddress() });
};
