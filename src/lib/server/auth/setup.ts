import { createHmac, timingSafeEqual } from 'node:crypto';
import { hasAdministrator } from '#db/queries/users';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { createAdministrator } from './accounts.ts';
import { keptSecret, readSetupToken, removeSetupToken, SETUP_TOKEN } from './secret.ts';

/** Of several web processes on one database each prints the same link: it follows from their secret. */
const sharedToken = ({ engines, secret }: Services['config']): string | null =>
	engines.database && secret
		? createHmac('sha256', secret).update('holdout set-up link').digest('base64url')
		: null;

/** Makes the one-time token while there is no administrator, and removes it once there is. */
export async function prepareSetup({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> {
	if (sharedToken(config)) return;
	if (await hasAdministrator(db)) removeSetupToken(config.dataDir);
	else keptSecret(config.dataDir, SETUP_TOKEN);
}

/** Where the first administrator signs up, or null when there is one. */
export async function setupLink(
	services: Pick<Services, 'db' | 'config'>,
	baseUrl: string,
): Promise<string | null> {
	await prepareSetup(services);
	const shared = sharedToken(services.config);
	if (shared && (await hasAdministrator(services.db))) return null;
	const token = shared ?? readSetupToken(services.config.dataDir);
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
	const token = sharedToken(services.config) ?? readSetupToken(services.config.dataDir);
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
