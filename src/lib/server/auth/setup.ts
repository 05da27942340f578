import { timingSafeEqual } from 'node:crypto';
import { hasAdministrator } from '#db/queries/users';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { createAdministrator } from './accounts.ts';
import { keptSecret, readSetupToken, removeSetupToken, SETUP_TOKEN } from './secret.ts';

/** Makes the one-time token while there is no administrator, and removes it once there is. */
export async function prepareSetup({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> {
	if (await hasAdministrator(db)) removeSetupToken(config.dataDir);
	else keptSecret(config.dataDir, SETUP_TOKEN);
}

/** Where the first administrator signs up, or null when there is one. */
export async function setupLink(
	services: Pick<Services, 'db' | 'config'>,
	baseUrl: string,
): Promise<string | null> {
	await prepareSetup(services);
	const token = readSetupToken(services.config.dataDir);
	return token && `${baseUrl.replace(/\/+$/, '')}/setup?token=${token}`;
}

const same = (a: string, b: string) => {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
};

/** Uses the one-time token: the account becomes the administrator, exactly once. */
export async function setUp(
	services: Services,
	request: { token: string; name: string; email: string; password: string },
): Promise<{ id: string }> {
	if (await hasAdministrator(services.db)) throw new ApiError('setup_done');
	const token = readSetupToken(services.config.dataDir);
	if (!token || !same(token, request.token)) {
		throw new ApiError('invalid_setup_token', {
			detail: 'The link is not the one that the server printed.',
			remedy: 'Start the server again: it prints the link until there is an administrator.',
		});
	}
	const made = await createAdministrator(services, request);
	removeSetupToken(services.config.dataDir);
	return made;
}
