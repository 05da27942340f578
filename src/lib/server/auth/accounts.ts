import { uuidv7 } from 'uuidv7';
import { createAdministratorOnce, createUser as insertUser } from '#db/queries/users';
import type { Role } from '#lib/api/schemas/accounts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { cleanName } from '../text.ts';

export interface NewAccount {
	name: string;
	email: string;
	/** Without one the account can be used with tokens only. */
	password?: string;
	role?: Role;
}

async function rows({ auth, now }: Pick<Services, 'auth' | 'now'>, account: NewAccount) {
	const { password } = await auth.$context;
	return {
		id: uuidv7(),
		name: cleanName(account.name),
		email: account.email.trim().toLowerCase(),
		role: account.role ?? 'participant',
		passwordHash: account.password === undefined ? null : await password.hash(account.password),
		accountId: uuidv7(),
		now: new Date(now()),
	};
}

const taken = () =>
	new ApiError('conflict', {
		detail: 'There is an account with this e-mail address already.',
		remedy: 'Sign in, or use another address.',
	});

/** Makes an account from outside the web, such as from the command line. */
export async function createUser(
	services: Pick<Services, 'auth' | 'now' | 'db'>,
	account: NewAccount,
): Promise<{ id: string }> {
	const made = await insertUser(services.db, await rows(services, account));
	if (!made) throw taken();
	return made;
}

/**
 * Makes the first administrator.
 * @throws ApiError setup_done when there is one, however close the race
 */
export async function createAdministrator(
	services: Pick<Services, 'auth' | 'now' | 'db'>,
	account: NewAccount,
): Promise<{ id: string }> {
	const made = await createAdministratorOnce(
		services.db,
		await rows(services, { ...account, role: 'admin' }),
	);
	if (made === 'administrator_exists') throw new ApiError('setup_done');
	if (made === 'email_taken') throw taken();
	return made;
}
