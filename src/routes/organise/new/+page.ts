import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => ({
	user: requireUser((await parent()).me, url, ['organiser', 'admin']),
});
