import { createClient } from '$lib/api/client';
import { loaded } from '$lib/api/load';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url, depends }) => {
	depends('app:tokens');
	const user = requireUser((await parent()).me, url);
	const client = createClient(fetch);
	depends('app:sign-in-methods');
	const [tokens, notifications, methods] = await loaded(
		Promise.all([client.tokens(), client.notificationSettings(), client.signInMethods()]),
	);
	return { user, ...tokens, notifications, methods };
};
