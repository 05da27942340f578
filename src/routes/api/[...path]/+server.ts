import type { RequestHandler } from '@sveltejs/kit';
import { sharedHoldout } from '$lib/server/shared';

/** Unknown where a proxy was configured and has not said it. */
function addressOf(getClientAddress: () => string): string | undefined {
	try {
		return getClientAddress();
	} catch {
		return undefined;
	}
}

/** The one door between SvelteKit's routing and the API: every method, body and header as it came. */
export const fallback: RequestHandler = async ({ request, getClientAddress }) => {
	const holdout = await sharedHoldout();
	return holdout.api.fetch(request, { address: addressOf(getClientAddress) });
};
