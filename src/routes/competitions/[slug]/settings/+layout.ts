import { m } from '#messages';
import { error } from '@sveltejs/kit';
import { requireUser } from '$lib/api/require-user';
import type { LayoutLoad } from './$types';

/** Everything below is for organisers of the competition. */
export const load: LayoutLoad = async ({ parent, url }) => {
	const { me, competition } = await parent();
	const user = requireUser(me, url);
	if (!competition.viewer.organiser)
		error(403, {
			message: m.organise_for_organisers(),
			code: 'forbidden',
			detail: m.organise_for_organisers_text(),
		});
	return { user };
};
