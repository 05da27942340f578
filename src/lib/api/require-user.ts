import { redirect } from '@sveltejs/kit';
import type { Me, Role, User } from './schemas/accounts.ts';
import { error } from '@sveltejs/kit';

/**
 * For pages that belong to an account: the reader, or a way to sign in and come back. The API checks
 * again; this only spares the reader a page that cannot work.
 */
export function requireUser(me: Me, address: URL, roles?: readonly Role[]): User {
	if (!me.user)
		redirect(303, `/sign-in?next=${encodeURIComponent(address.pathname + address.search)}`);
	if (roles && !roles.includes(me.user.role))
		error(403, {
			message: 'This is not open to your account',
			code: 'forbidden',
			detail: `It takes the role ${roles.join(' or ')}; yours is ${me.user.role}.`,
			remedy: 'An administrator can change your role under Users and roles.',
		});
	return me.user;
}
