import { error } from '@sveltejs/kit';
import { requireUser } from '$lib/api/require-user';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
	const { me, competition } = await parent();
	requireUser(me, url);
	if (!competition.viewer.organiser)
		error(403, {
			message: 'This is for the organisers of the competition',
			code: 'forbidden',
			detail: 'Settings are changed by the people who imported it, and by administrators.',
		});
};
