import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Db } from '#db/client.server';
import * as schema from '#db/schema/index';
import { authLog } from '../log.ts';
import type { Config } from '../config.ts';
import { plugins } from './plugins.ts';

/** Our own door sets it from the connection; whatever a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-holdout-address';

/** Sign-ins and sign-ups of one address in a minute: a whole class may sit behind one. */
const PER_ADDRESS = { window: 60, max: 60 };

/**
 * The origins that may send a cookie along: the configured one, or else the host that the request
 * itself was sent to, under either scheme, because a proxy may end TLS.
 */
export function originsOf(request: Request | undefined, config: Pick<Config, 'origin'>): string[] {
	if (config.origin) return [new URL(config.origin).origin];
	if (!request) return [];
	const host = request.headers.get('host') ?? new URL(request.url).host;
	return [`http://${host}`, `https://${host}`];
}

const DAY = 24 * 60 * 60;

/** E-mail and password accounts, sessions in cookies, personal tokens. */
export function createAuth(db: Db, config: Config, secret: string, log: Logger) {
	return betterAuth({
		appName: 'Holdout',
		basePath: '/api/auth',
		...(config.origin ? { baseURL: config.origin } : {}),
		secret,
		database: drizzleAdapter(db, { provider: 'sqlite', schema, transaction: false }),
		logger: authLog(log),
		telemetry: { enabled: false },
		emailAndPassword: {
			enabled: true,
			autoSignIn: true,
			minPasswordLength: 10,
			maxPasswordLength: 128,
		},
		user: {
			additionalFields: {
				role: { type: 'string', required: true, defaultValue: 'participant', input: false },
			},
		},
		session: { expiresIn: 30 * DAY, updateAge: DAY },
		trustedOrigins: (request) => originsOf(request, config),
		rateLimit: {
			enabled: true,
			storage: 'database',
			window: 60,
			max: 600,
			customRules: {
				'/sign-in/*': PER_ADDRESS,
				'/sign-up/*': PER_ADDRESS,
				// Guesses are held back by account: ten wrong codes lock it for a quarter of an hour.
				'/two-factor/*': PER_ADDRESS,
				'/passkey/*': PER_ADDRESS,
			},
		},
		advanced: {
			cookiePrefix: 'holdout',
			useSecureCookies: config.origin?.startsWith('https:') ?? false,
			disableOriginCheck: false,
			database: { generateId: () => uuidv7() },
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
		},
		plugins: plugins(config),
	});
}

export type Auth = ReturnType<typeof createAuth>;
