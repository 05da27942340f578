import { error } from '@sveltejs/kit';
import { requireUser } from '$lib/api/require-user';
import type { LayoutLoad } from './$types';

/** Everything below is for organisers of the competition. */
export const load: LayoutLoad = async ({ parent, url }) => {
	const { me, competition } = await parent();
	const user = requireUser(me, url);
	if (!competition.viewer.organiser)
		error(403, {
			message: 'This is for the organisers of the competition',
			code: 'forbidden',
			detail: 'Its owners can make you an organiser, by the e-mail address of your account.',
		});
	return { user };
};
